package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.DocumentationPage.Block;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial, from its files to its lists. The server is not started. */
class TutorialTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void runsAsItIsWritten() throws IOException {
    List<Block> blocks =
        DocumentationPage.all().stream()
            .filter(page -> page.name().equals("docs/tutorial.md"))
            .flatMap(page -> page.blocks().stream())
            .toList();
    StringBuilder out = new StringBuilder();
    for (Block block : blocks) {
      switch (block.kind()) {
        case "csv" -> Files.writeString(folder.resolve(block.note()), block.text());
        case "yaml" -> Files.writeString(folder.resolve("kuayu.yaml"), block.text());
        case "sh" -> {
          for (List<String> words : ShellWords.of(block.text())) {
            if (!words.get(1).equals("serve")) {
              out.append(run(words.subList(1, words.size())));
            }
          }
        }
        default -> assertThat(block.kind()).isIn("text", "json");
      }
    }
    assertThat(out)
        .contains("do rows count whose status is cancelled (13 %)?")
        .contains("PASS  events tea", "overlap tea/tools", "“Green Tea”", "Tea Pot")
        .contains("popularity", "transfer: trained on all domains");
  }

  private boolean isFile(String word) {
    return word.equals("kuayu.yaml") || Files.exists(folder.resolve(word));
  }

  private String run(List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments =
        words.stream()
            .map(word -> isFile(word) ? folder.resolve(word).toString() : word)
            .toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    assertThat(code).as(words + " " + err).isZero();
    return out.toString();
  }
}
