package io.kuayu.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Contribution;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EaseTest {
  private static Model train(TrainingData data, long memory) {
    return new EaseTrainer(20, .8, MinUserSupport.ONE, memory)
        .train(data, TrainingRun.quiet(1, Path.of("target")));
  }

  /** With 25 people the dual form is taken, with 300 the primal. */
  @ParameterizedTest
  @ValueSource(ints = {25, 300})
  void bothFormsAreTheClosedForm(int users) {
    TrainingData data = Sample.data(9, users);
    double[][] expected = NaiveEase.weights(data, 20);
    Model model = train(data, 0);
    int[] items = {3, 50, 7};
    Context context = new Context(items, new long[3], Sample.START);
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    for (int domain = 0; domain < 2; domain++) {
      model.score(context, domain, scores);
      for (int item : data.catalogue().ordinals(domain)) {
        double score = .64 * expected[3][item] + .8 * expected[50][item] + expected[7][item];
        assertThat(scores[data.catalogue().positionOf(item)])
            .as("item %d", item)
            .isCloseTo((float) score, within(1e-5f));
        assertThat(model.explain(context, item).stream().map(Contribution::weight))
            .satisfiesExactly(
                weight -> assertThat(weight).isCloseTo(.64 * expected[3][item], within(1e-5)),
                weight -> assertThat(weight).isCloseTo(.8 * expected[50][item], within(1e-5)),
                weight -> assertThat(weight).isCloseTo(expected[7][item], within(1e-5)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 300})
  void pairsOfTooFewPeopleAreNoneInTheClosedForm(int users) {
    TrainingData data = Sample.data(9, users);
    double[][] expected = NaiveEase.weights(data, 20, 3);
    Model model =
        new EaseTrainer(20, 1, new MinUserSupport(3), 0)
            .train(data, TrainingRun.quiet(1, Path.of("target")));
    for (int own = 0; own < data.catalogue().size(); own++) {
      for (int item = 0; item < data.catalogue().size(); item++) {
        Context context = new Context(new int[] {own}, new long[1], Sample.START);
        assertThat(model.explain(context, item).getFirst().weight())
            .as("%d for %d", own, item)
            .isCloseTo(expected[own][item], within(1e-5));
      }
    }
  }

  /** Seventy-nine items that five people took with the first one, and two with each other. */
  @Test
  void aMatrixThatLeftOutPairsMakeIndefiniteIsHeldByALargerRidge() {
    List<int[]> people = new ArrayList<>();
    for (int item = 1; item < 80; item++) {
      people.addAll(Collections.nCopies(3, new int[] {0, item}));
    }
    people.addAll(Collections.nCopies(2, IntStream.range(0, 80).toArray()));
    TrainingData data = Sample.data(people);
    Model model =
        new EaseTrainer(.01, 1, new MinUserSupport(3), 0)
            .train(data, TrainingRun.quiet(1, Path.of("target")));
    for (int item = 1; item < 80; item++) {
      Context context = new Context(new int[] {item}, new long[1], Sample.START);
      assertThat(model.explain(context, 0).getFirst().weight()).isBetween(0.0, 2.0);
    }
  }

  /** With 50 people the dual form is taken; one after the other goes, at last two at once. */
  @Test
  void whoIsTakenOutLeavesWhatATrainingWithoutThemMakes() {
    TrainingData data = Sample.data(9, 50);
    Model model = train(data, 0);
    for (int round = 0; round < 30; round++) {
      int person = (7 * round) % (data.interactions().users() - 1);
      TrainingData left = without(data, person, round == 29 ? person + 1 : person);
      Model fewer = new EaseFamily().without(model, data, left).orElseThrow();
      assertThat(scores(fewer))
          .as("round %d", round)
          .containsExactly(scores(train(left, 0)), within(1e-6f));
      data = left;
      model = fewer;
    }
  }

  @Test
  void nobodyIsTakenOutOfAModelOfOtherDataOrOfThePrimalForm() {
    EaseFamily family = new EaseFamily();
    TrainingData data = Sample.data(9, 50);
    TrainingData other = Sample.data(8, 50);
    assertThat(family.without(train(other, 0), data, without(data, 3, 3))).isEmpty();
    assertThat(family.without(train(data, 0), data, without(other, 3, 3))).isEmpty();
    TrainingData many = Sample.data(9, 300);
    assertThat(family.without(train(many, 0), many, without(many, 3, 3))).isEmpty();
    Model few =
        new EaseTrainer(20, .8, new MinUserSupport(2), 0)
            .train(data, TrainingRun.quiet(1, Path.of("target")));
    assertThat(family.without(few, data, without(data, 3, 3))).isEmpty();
  }

  private static TrainingData without(TrainingData data, int person, int another) {
    var all = data.interactions();
    List<String> names = new ArrayList<>();
    List<Integer> events = new ArrayList<>();
    int[] offsets = new int[all.users() + (person == another ? 0 : -1)];
    for (int user = 0; user < all.users(); user++) {
      if (user != person && user != another) {
        IntStream.range(all.begin(user), all.end(user)).forEach(events::add);
        names.add(all.user(user));
        offsets[names.size()] = events.size();
      }
    }
    byte[] parts = new byte[events.size()];
    for (int event = 0; event < parts.length; event++) {
      parts[event] = all.part(events.get(event)).code();
    }
    return new TrainingData(
        data.catalogue(),
        new Interactions(
            names,
            offsets,
            events.stream().mapToInt(all::item).toArray(),
            events.stream().mapToLong(all::timestamp).toArray(),
            parts,
            new byte[parts.length],
            new float[parts.length],
            List.of("purchase")));
  }

  /** The scores of all items after each one. */
  private static float[] scores(Model model) {
    int items = model.catalogue().size();
    float[] all = new float[items * items];
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    for (int item = 0; item < items; item++) {
      Context context = new Context(new int[] {item}, new long[1], Sample.START);
      for (int domain = 0; domain < 2; domain++) {
        model.score(context, domain, scores);
        System.arraycopy(scores, 0, all, item * items + domain * scores.length, scores.length);
      }
    }
    return all;
  }

  @Test
  void refusesWhatDoesNotFitAndSaysWhatToDo() {
    assertThatThrownBy(() -> train(Sample.data(9, 300), 10_000))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("-Xmx", "item-knn"))
        .hasMessageContaining("GB for a matrix of");
  }
}
