package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list that stays empty says why; its JSON and the exit code are those of any list. */
class EmptyListTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void whoeverKnowsEverythingIsToldSo() throws Exception {
    Shop shop = new Shop(folder).write(30, 12);
    String all =
        IntStream.range(0, 12)
            .mapToObj(item -> "books:" + Shop.item(item))
            .filter(item -> !item.contains(","))
            .collect(Collectors.joining(","));
    Outcome outcome =
        shop.run(
            "recommend",
            "--history",
            all,
            "--history",
            "books:x,y:z",
            "--domains",
            "books",
            "--json");
    assertEmpty(outcome, "the history holds all", "12 items in books");
  }

  private static void assertEmpty(Outcome outcome, String... reasons) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().replaceAll("\\s", "")).isEqualTo("[]");
    assertThat(outcome.err()).contains("the list is empty").contains(reasons);
  }
}
