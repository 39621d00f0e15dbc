package io.kuayu.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.evaluation.Reports;
import io.kuayu.test.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, wide and narrow. */
class ReportLayoutTest {
  private static final String LONG_NAME = "blend/20261127T215725.274648583Z-of-a-long-experiment";
  private static final int HEIGHT = 900;

  /** Elements whose content is wider than they are, or that end beyond the window. */
  private static final String CLIPPED =
      """
      Array.from(document.querySelectorAll("header *, main *, footer *"))
        .filter(e => !e.closest("svg") && e.clientWidth > 0)
        .filter(e => e.scrollWidth > e.clientWidth || e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.tagName + " " + e.className + " " + e.textContent.slice(0, 40)).join("; ")
      """;

  @TempDir(cleanup = CleanupMode.NEVER)
  Path profile;

  @TempDir Path folder;

  @Test
  void aScreenTellsTheMostAndNoColumnIsClipped() throws IOException {
    assumeTrue(Browser.program().isPresent(), "no Chromium in /usr/bin: apt-get install chromium");
    Path page =
        ReportFolder.write(
            Reports.withCurves(List.of("popularity", "item-knn", "transformer", LONG_NAME)),
            folder);
    try (Browser browser = Browser.start(Browser.program().orElseThrow(), profile)) {
      for (int width : new int[] {1400, 400}) {
        browser.size(width, HEIGHT);
        browser.open(page.toUri() + "?" + width);
        browser.await("location.search === '?" + width + "' && window.echarts");
        assertThat(browser.value("String(document.querySelectorAll('details[open]').length)"))
            .isEqualTo("0");
        assertThat(
                Double.parseDouble(
                    browser.value(
                        "String(document.querySelector('.cards').getBoundingClientRect().bottom)")))
            .isBetween(1.0, (double) HEIGHT);
        var _ =
            browser.value(
                "document.querySelectorAll('details').forEach(part => { part.open = true; })");
        browser.await("document.querySelectorAll('.chart svg').length === 11");
        assertThat(
                browser.value(
                    "(page => String(page.scrollWidth - page.clientWidth))(document.scrollingElement)"))
            .isEqualTo("0");
        assertThat(browser.value(CLIPPED)).as(width + " pixels").isEmpty();
      }
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).allMatch(address -> address.startsWith("file:"));
    }
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
