package io.kuayu.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The simple commands of a shell script, each as its words: quotes, backslashes, comments, pipes
 * and lists are understood; variables stay as they are written.
 */
final class ShellWords {
  private final String script;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String script) {
    this.script = script;
  }

  static List<List<String>> of(String script) {
    ShellWords shell = new ShellWords(script + "\n");
    shell.read();
    return shell.commands;
  }

  private void read() {
    while (at < script.length()) {
      char next = script.charAt(at++);
      switch (next) {
        case '\'' -> quoted('\'');
        case '"' -> quoted('"');
        case '\\' -> {
          if (script.charAt(at) != '\n') {
            add(script.charAt(at));
          }
          at++;
        }
        case '#' -> {
          if (inWord) {
            add(next);
          } else {
            at = script.indexOf('\n', at);
          }
        }
        case '\n', ';', '|', '&' -> endCommand();
        case ' ', '\t' -> endWord();
        default -> add(next);
      }
    }
  }

  private void quoted(char quote) {
    inWord = true;
    while (script.charAt(at) != quote) {
      if (quote == '"' && script.charAt(at) == '\\') {
        at++;
      }
      add(script.charAt(at++));
    }
    at++;
  }

  private void add(char letter) {
    inWord = true;
    word.append(letter);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand() {
    endWord();
    // Variables that are set for the command alone.
    while (!words.isEmpty() && words.getFirst().matches("[A-Z_]+=.*")) {
      words.removeFirst();
    }
    if (!words.isEmpty()) {
      commands.add(List.copyOf(words));
    }
    words = new ArrayList<>();
  }
}
