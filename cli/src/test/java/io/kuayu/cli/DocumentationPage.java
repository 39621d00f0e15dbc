package io.kuayu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name its path from the root of the repository
 * @param lines as they are
 */
record DocumentationPage(String name, List<String> lines) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> FOLDERS = List.of("docs", "examples", "benchmarks");
  private static final Pattern FENCE = Pattern.compile("^( *)(```+)(.*)$");
  private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
  private static final Pattern LINK =
      Pattern.compile("!?\\[(?:[^\\]\\[`]|`[^`]*`|\\[[^\\]]*])*]\\(([^)\\s]+)\\)");

  /**
   * A block of code.
   *
   * @param kind the language, such as {@code sh}
   * @param note what stands after it, such as {@code fragment} or the name of a file
   */
  record Block(String page, int line, String kind, String note, String text) {
    String place() {
      return page + ":" + line;
    }
  }

  /** Where a link leads. */
  record Link(int line, String target) {}

  /** The pages of the repository in English and Chinese. */
  static List<DocumentationPage> all() {
    List<DocumentationPage> pages = new ArrayList<>();
    try (Stream<Path> root = Files.list(ROOT)) {
      List<Path> files = new ArrayList<>(root.filter(Files::isRegularFile).toList());
      for (String folder : FOLDERS) {
        try (Stream<Path> below = Files.walk(ROOT.resolve(folder))) {
          files.addAll(below.filter(Files::isRegularFile).toList());
        }
      }
      for (Path file : files.stream().sorted().toList()) {
        String name = ROOT.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".md") && !name.matches("(.*/)?(node_modules|target|work)/.*")) {
          pages.add(new DocumentationPage(name, Files.readAllLines(file)));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return pages;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher begin = FENCE.matcher(lines.get(at));
      if (begin.matches()) {
        int first = at + 1;
        String indent = begin.group(1);
        StringBuilder text = new StringBuilder();
        while (++at < lines.size() && !lines.get(at).strip().equals(begin.group(2))) {
          String line = lines.get(at);
          text.append(line.startsWith(indent) ? line.substring(indent.length()) : line);
          text.append('\n');
        }
        String[] words = begin.group(3).strip().split("\\s+", 2);
        String note = words.length > 1 ? words[1] : "";
        blocks.add(new Block(name, first, words[0], note, text.toString()));
      }
    }
    return blocks;
  }

  /** The anchors of the headings, as GitHub makes them; the site uses the same. */
  Set<String> anchors() {
    Map<String, Integer> times = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    for (String line : prose()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor =
            heading
                .group(1)
                .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_\\- ]", "")
                .replace(' ', '-');
        int before = times.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  /** Links to other places of the repository. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    List<String> prose = prose();
    for (int at = 0; at < prose.size(); at++) {
      Matcher link = LINK.matcher(prose.get(at));
      while (link.find()) {
        if (!link.group(1).matches("[a-z]+:.*")) {
          links.add(new Link(at + 1, link.group(1)));
        }
      }
    }
    return links;
  }

  /** The lines, those of blocks of code empty. */
  private List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : lines) {
      boolean fence = FENCE.matcher(line).matches();
      prose.add(code || fence ? "" : line);
      code ^= fence;
    }
    return prose;
  }
}
