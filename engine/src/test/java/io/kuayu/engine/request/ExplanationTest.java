package io.kuayu.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Explanation WHOLE =
      new Explanation(
          List.of(
              reason("medicine", .6),
              reason("books", -.3),
              new Reason("text", Optional.empty(), .1, "")),
          Map.of("medicine", .6, "books", -.3),
          Map.of("item-knn", 1.),
          List.of(
              new SharedTerm("insulin", Set.of("medicine")),
              new SharedTerm("sugar", Set.of("medicine", "books")),
              new SharedTerm("novel", Set.of("books"))),
          Optional.of(
              ScoreLedger.of(4, Map.of("books", -1.5, "medicine", 3.), Map.of("text", .5))));

  @Test
  void aReaderOfOneDomainLearnsNothingOfTheOthers() {
    Explanation told = WHOLE.within(Set.of("books")::contains);
    assertThat(told.words()).containsExactly("sugar", "novel");
    assertThat(told.sources()).isEmpty();
    assertThat(told.ledger()).as("its sum would tell of the others").isEmpty();
    assertThat(told.domains()).containsOnlyKeys("books");
    assertThat(told.reasons()).extracting(Reason::kind).containsExactly("history", "text");
    // Were the shares those of the whole, they would tell how much is missing.
    assertThat(told.reasons().stream().mapToDouble(reason -> Math.abs(reason.weight())).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(told.reasons().getFirst().weight()).isCloseTo(-.75, within(1e-9));
    assertThat(told.domains().get("books")).isCloseTo(-.75, within(1e-9));
  }

  @Test
  void theLedgerAddsUpToTheScore() {
    ScoreLedger ledger = WHOLE.ledger().orElseThrow();
    assertThat(ledger.rest()).isCloseTo(2, within(1e-12));
    assertThat(ledger.domains().keySet()).containsExactly("medicine", "books");
    double shares =
        Math.abs(ledger.share(-1.5))
            + ledger.share(3)
            + ledger.share(.5)
            + ledger.share(ledger.rest());
    assertThat(shares).isCloseTo(1, within(1e-12));
    assertThat(ledger.share(-1.5)).isNegative();
    assertThat(ScoreLedger.of(0, Map.of(), Map.of()).share(0)).isZero();
  }

  @Test
  void showsTheRarestWords() {
    assertThat(WHOLE.words()).containsExactly("insulin", "sugar", "novel");
  }

  private static Reason reason(String domain, double weight) {
    return new Reason(Reason.HISTORY, Optional.of(new ItemKey(domain, "1")), weight, "");
  }
}
