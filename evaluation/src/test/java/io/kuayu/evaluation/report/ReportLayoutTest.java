package io.kuayu.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.evaluation.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page in a real browser, wide and narrow. */
class ReportLayoutTest {
  private static final String LONG_NAME = "blend/20261127T215725.274648583Z-of-a-long-experiment";
  private static final int SCREEN_HEIGHT = 900;
  private static final int WINDOW_WIDTH = 1500;
  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern MEASURED = Pattern.compile("MEASURED(\\{.*?})MEASURED");

  /** Measures the page as it opens, unfolds everything, and measures again. */
  private static final String SCRIPT =
      """
      <script>
      addEventListener("load", () => {
        const all = selector => Array.from(document.querySelectorAll(selector));
        const folded = all("details").every(part => !part.open);
        const summaryEnd = Math.round(document.querySelector("main .cards").getBoundingClientRect().bottom);
        all("details").forEach(part => { part.open = true; });
        setTimeout(() => {
          const seen = all("main *, header *, footer *").filter(e => !e.closest("svg") && e.clientWidth > 0);
          const measured = {
            width: innerWidth, folded, summaryEnd, page: document.scrollingElement.scrollWidth,
            clipped: seen.filter(e => e.scrollWidth > e.clientWidth).map(e => e.tagName + "." + e.className),
            beyond: seen.filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName),
            cells: all("td").filter(e => e.clientWidth > 0).length, charts: all(".chart svg").length
          };
          parent.postMessage("MEASURED" + JSON.stringify(measured) + "MEASURED", "*");
        }, 1000);
      });
      </script>
      """;

  /** A window cannot be as narrow as a telephone, but a frame in it can. */
  private static final String FRAME =
      """
      <!DOCTYPE html><body style="margin: 0"><script>
      addEventListener("message", message => { document.title = message.data; });
      </script><iframe src="%s" width="%d" height="%d" style="border: 0"></iframe></body>
      """;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  @Test
  void aScreenTellsTheMostAndNoColumnIsClipped() throws IOException, InterruptedException {
    Optional<Path> browser =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(browser.isPresent(), "no Chromium in /usr/bin: apt-get install chromium");
    Path page =
        ReportFolder.write(
            Reports.of(List.of("popularity", "item-knn", "transformer", LONG_NAME)), folder);
    String html = Files.readString(page);
    int end = html.lastIndexOf("</body>");
    Path measuring =
        Files.writeString(
            folder.resolve("measuring.html"),
            html.substring(0, end) + SCRIPT + html.substring(end));
    for (int width : new int[] {1400, 400}) {
      JsonNode measured = measure(browser.orElseThrow(), measuring, width);
      assertThat(measured.get("width").asInt()).isEqualTo(width);
      assertThat(measured.get("folded").asBoolean()).isTrue();
      assertThat(measured.get("summaryEnd").asInt()).isBetween(1, SCREEN_HEIGHT);
      assertThat(measured.get("page").asInt()).as(measured.toString()).isLessThanOrEqualTo(width);
      assertThat(measured.get("clipped")).as(measured.toString()).isEmpty();
      assertThat(measured.get("beyond")).as(measured.toString()).isEmpty();
      assertThat(measured.get("cells").asInt()).isGreaterThan(100);
      assertThat(measured.get("charts").asInt()).isEqualTo(4);
    }
  }

  private JsonNode measure(Path browser, Path page, int width)
      throws IOException, InterruptedException {
    Path answer = folder.resolve("dom-" + width + ".html");
    Path frame =
        Files.writeString(
            folder.resolve("frame-" + width + ".html"),
            FRAME.formatted(page.getFileName(), width, SCREEN_HEIGHT));
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile-" + width),
                "--window-size=" + WINDOW_WIDTH + "," + SCREEN_HEIGHT,
                "--virtual-time-budget=20000",
                "--dump-dom",
                frame.toUri().toString())
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean isOver = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(isOver).as("the browser ended").isTrue();
    Matcher found = MEASURED.matcher(Files.readString(answer));
    assertThat(found.find()).as("the page measured itself").isTrue();
    return JsonMapper.shared().readTree(found.group(1));
  }

  @Test
  void tellsFirstWhoWasFoundByWhatAndWhatOtherDomainsGave() throws IOException {
    String html = Files.readString(ReportFolder.write(Reports.of(List.of("one")), folder));
    String first = html.substring(html.indexOf("<main>"), html.indexOf("<details"));
    assertThat(first)
        .contains(
            "of 100 people find what they chose next among the first ten (",
            " of 200 people)",
            "with <b>one</b>, the best by ndcg@10",
            "The other domains <b class=",
            "instead of",
            "with one; better for");
    assertThat(first).doesNotContain("<table");
    assertThat(html.indexOf("<h2>")).isGreaterThan(html.indexOf("<details"));
  }
}
