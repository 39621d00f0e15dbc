package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.model.TrainingData;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private static final byte TRAIN = Split.TRAIN.code();
  private static final byte VALID = Split.VALID.code();
  private static final byte TEST = Split.TEST.code();

  /** Two people and one who did nothing between them. */
  private static Interactions three() {
    return new Interactions(
        List.of("Ada", "nobody", "Bo"),
        new int[] {0, 4, 4, 6},
        new int[] {5, 6, 7, 8, 5, 9},
        new long[] {10, 20, 20, 30, 15, 25},
        new byte[] {TRAIN, TRAIN, VALID, TEST, TRAIN, TEST},
        new byte[] {0, 1, 0, 0, 1, 1},
        new float[] {1, 2, 3, 4, 5, 6},
        List.of("view", "like"));
  }

  @Test
  void asksWithEverythingBeforeTheEventAtItsMoment() {
    Context context = three().before(0, 2);
    assertThat(context.items()).containsExactly(5, 6);
    assertThat(context.timestamps()).containsExactly(10, 20);
    assertThat(context.now()).isEqualTo(20);
    assertThat(three().before(2, 4).length()).isZero();
  }

  @Test
  void asksWithEverything() {
    Context context = three().all(2, 99);
    assertThat(context.items()).containsExactly(5, 9);
    assertThat(context.now()).isEqualTo(99);
    assertThat(three().all(1, 99).length()).isZero();
  }

  @Test
  void hidesLaterParts() {
    Interactions seen = three().upTo(Split.VALID);
    assertThat(seen.events()).isEqualTo(4);
    assertThat(seen.users()).isEqualTo(3);
    assertThat(seen.end(0)).isEqualTo(3);
    assertThat(seen.item(3)).isEqualTo(5);
    assertThat(seen.part(2)).isEqualTo(Split.VALID);
  }

  @Test
  void keepsAllColumnsOfTheChosenEvents() {
    Interactions items = three();
    Interactions fives = items.where(event -> items.item(event) == 5);
    assertThat(fives.events()).isEqualTo(2);
    assertThat(fives.user(2)).isEqualTo("Bo");
    assertThat(fives.begin(2)).isEqualTo(1);
    assertThat(fives.type(1)).isEqualTo("like");
    assertThat(fives.value(1)).isEqualTo(5);
    assertThat(fives.timestamp(1)).isEqualTo(15);
  }

  @Test
  void selectsFromASelection() {
    Interactions seen = three().upTo(Split.VALID);
    Interactions likes = seen.where(event -> seen.type(event).equals("like"));
    assertThat(likes.events()).isEqualTo(2);
    assertThat(likes.begin(0)).isZero();
    assertThat(likes.end(0)).isEqualTo(1);
    assertThat(likes.begin(2)).isEqualTo(1);
    assertThat(likes.item(0)).isEqualTo(6);
    assertThat(likes.timestamp(1)).isEqualTo(15);
    assertThat(likes.all(0, 99).items()).containsExactly(6);
    assertThat(likes.where(event -> false).events()).isZero();
  }

  @Test
  void asksWithTheChosenEventsAlone() {
    Interactions all = three();
    Interactions without = all.where(event -> event != 1);
    Context context = without.before(0, 2);
    assertThat(context.items()).containsExactly(5, 7);
    assertThat(context.timestamps()).containsExactly(10, 20);
    assertThat(context.now()).isEqualTo(30);
  }

  @Test
  void keepsStrandsOfASelection() {
    Interactions apart = three().apart(event -> event % 2);
    Interactions fewer = apart.where(event -> event != 0);
    assertThat(fewer.isApart()).isTrue();
    assertThat(fewer.before(0, 1).items()).containsExactly(6, 8);
    Interactions late = three().where(event -> event > 0).apart(event -> event % 2);
    assertThat(late.before(0, 2).items()).containsExactly(7, 6);
  }

  @Test
  void sharesItsColumnsWithSelections() {
    Interactions all = three();
    assertThat(all.where(event -> true)).isSameAs(all);
    Interactions seen = all.upTo(Split.VALID);
    assertThat(seen.upTo(Split.VALID)).isSameAs(seen);
  }

  @Test
  void refusesOffsetsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                new Interactions(
                    List.of("Ada"),
                    new int[] {0, 2},
                    new int[1],
                    new long[1],
                    new byte[1],
                    new byte[1],
                    new float[1],
                    List.of("view")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void trainersSeeNoTestEvent() {
    List<Item> items =
        IntStream.range(0, 10)
            .mapToObj(
                id -> new Item(new ItemKey(id < 6 ? "food" : "kitchen", "" + id), "", "", Map.of()))
            .toList();
    TrainingData data = new TrainingData(Catalogue.of(List.of("food", "kitchen"), items), three());
    for (int event = 0; event < data.interactions().events(); event++) {
      assertThat(data.interactions().part(event)).isNotEqualTo(Split.TEST);
    }
    assertThat(data.trainingCounts()).containsExactly(0, 0, 0, 0, 0, 2, 1, 0, 0, 0);
    assertThat(data.onlyDomain(0).trainingCounts()).containsExactly(0, 0, 0, 0, 0, 2, 0, 0, 0, 0);
    assertThat(data.onlyDomain(1).interactions().events()).isEqualTo(2);
  }
}
