package io.kuayu.benchmarks.modalities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentScenarioTest {
  private static final Seed SEED = new Seed(42);
  private static final int ITEMS = 100;

  private final Catalogue catalogue =
      Catalogue.of(
          List.of("shop"), IntStream.range(0, ITEMS).mapToObj(ContentScenarioTest::item).toList());

  private static Item item(int number) {
    return new Item(
        new ItemKey("shop", "i" + number),
        "",
        "text " + number,
        Map.of(),
        List.of(
            new Content(
                Modality.AUDIO, new ContentSource.InlineBytes(new byte[] {(byte) number}))));
  }

  /**
   * One person takes all items in their order: 80 to learn from, 10 to choose by, 10 to ask for.
   */
  private static Interactions events() {
    byte[] parts = new byte[ITEMS];
    Arrays.fill(parts, 80, 90, Split.VALID.code());
    Arrays.fill(parts, 90, 100, Split.TEST.code());
    return new Interactions(
        List.of("ada"),
        new int[] {0, ITEMS},
        IntStream.range(0, ITEMS).toArray(),
        new long[ITEMS],
        parts,
        new byte[ITEMS],
        new float[ITEMS],
        List.of("view"));
  }

  private static long count(Interactions events, Split part) {
    return IntStream.range(0, events.events()).filter(event -> events.part(event) == part).count();
  }

  @Test
  void nothingIsLearntOfColdItemsAndAllOfTheirEventsAreAskedFor() {
    ContentScenario cold = ContentScenario.ALL.get(2);
    IntPredicate candidate = cold.candidates(catalogue, SEED);
    long drawn = IntStream.range(0, ITEMS).filter(candidate).count();

    Interactions events = cold.events(events(), catalogue, false, SEED);

    assertThat(drawn).isBetween(10L, 30L);
    assertThat(count(events, Split.TEST)).isEqualTo(drawn);
    assertThat(IntStream.range(0, events.events()))
        .allMatch(
            event -> candidate.test(events.item(event)) == (events.part(event) == Split.TEST));
  }

  @Test
  void choicesByTheValidationPartSeeNothingOfTheTestPart() {
    Interactions events = ContentScenario.ALL.getFirst().events(events(), catalogue, true, SEED);

    assertThat(IntStream.range(0, events.events()))
        .noneMatch(event -> events.item(event) >= 90)
        .allMatch(event -> (events.part(event) == Split.TEST) == (events.item(event) >= 80));
    assertThat(count(events, Split.VALID)).isBetween(1L, 20L);
    assertThat(IntStream.range(1, events.events()))
        .allMatch(event -> events.timestamp(event) > events.timestamp(event - 1));
  }

  @Test
  void aRowSeesItsModalitiesAndTextsThatAreLeft() {
    ScenarioRow audio =
        new ScenarioRow("audio", "", "content", Set.of(Modality.AUDIO), false, List.of());
    ScenarioRow both =
        new ScenarioRow(
            "both", "", "content", Set.of(Modality.TEXT, Modality.AUDIO), true, List.of());

    Catalogue sounds = audio.of(catalogue, item -> true, SEED);
    Catalogue shuffled = both.of(catalogue, item -> item % 2 == 0, SEED);

    assertThat(sounds.items()).noneMatch(item -> item.hasContent(Modality.TEXT));
    assertThat(sounds.item(7).media()).isEqualTo(catalogue.item(7).media());
    assertThat(IntStream.range(0, ITEMS))
        .allMatch(item -> shuffled.hasText(item) == (item % 2 == 0));
    assertThat(shuffled.items().stream().map(Item::media))
        .containsExactlyInAnyOrderElementsOf(catalogue.items().stream().map(Item::media).toList())
        .isNotEqualTo(catalogue.items().stream().map(Item::media).toList());
  }

  @Test
  void allItemsOfTheTestPartAreOneQuestionAmongTheCandidates() {
    Interactions events = events();

    PeopleScores best =
        PeopleScores.of(
            (context, domain, scores) -> {
              assertThat(context.length()).isEqualTo(90);
              scores[95] = 1;
            },
            catalogue,
            events,
            item -> item >= 50);
    PeopleScores none =
        PeopleScores.of((context, domain, scores) -> {}, catalogue, events, item -> item < 90);

    double ideal = IntStream.rangeClosed(2, 11).mapToDouble(rank -> 1 / log2(rank)).sum();
    // Nine share the worst place, which is the tenth, so all are within twenty and one is the best.
    assertThat(best.recall()).containsExactly(1);
    assertThat(best.meanNdcg()).isCloseTo((1 + 9 / log2(11)) / ideal, within(1e-9));
    assertThat(none.recall()).isEmpty();
  }

  private static double log2(int number) {
    return Math.log(number) / Math.log(2);
  }
}
