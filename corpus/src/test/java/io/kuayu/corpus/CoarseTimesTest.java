package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.corpus.validate.Check;
import io.kuayu.corpus.validate.Validation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the validation says of times that are too coarse for an order. */
class CoarseTimesTest {
  @TempDir private Path folder;

  /** The check of ties, where a person does so many things a month. */
  private Check ties(int aMonth) throws IOException {
    StringBuilder events = new StringBuilder("user,item,time\n");
    for (int event = 0; event < 12; event++) {
      events.append("ada,i%d,2025-%02d-01\n".formatted(event, 1 + event / aMonth));
    }
    Corpus corpus =
        new Configuration(folder)
            .file("events.csv", events.toString())
            .with("domains.shop.events.path", "events.csv")
            .with("domains.shop.events.user", "user")
            .with("domains.shop.events.item", "item")
            .with("domains.shop.events.timestamp", "time")
            .corpus();
    return Validation.check(corpus).stream()
        .filter(check -> check.name().equals("ties shop"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pointsToSetsOfLaterItemsWhereMostEventsAreTied() throws IOException {
    assertThat(ties(4).message()).startsWith("75.0 %").contains("--protocol later");
    assertThat(ties(2).message()).startsWith("50.0 %").doesNotContain("later");
  }
}
