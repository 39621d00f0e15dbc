package io.kuayu.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Context;
import io.kuayu.core.Contribution;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.LeastPeople;
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
    return new EaseTrainer(20, .8, LeastPeople.ONE, memory)
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
        new EaseTrainer(20, 1, new LeastPeople(3), 0)
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
        new EaseTrainer(.01, 1, new LeastPeople(3), 0)
            .train(data, TrainingRun.quiet(1, Path.of("target")));
    for (int item = 1; item < 80; item++) {
      Context context = new Context(new int[] {item}, new long[1], Sample.START);
      assertThat(model.explain(context, 0).getFirst().weight()).isBetween(0.0, 2.0);
    }
  }

  @Test
  void refusesWhatDoesNotFitAndSaysWhatToDo() {
    assertThatThrownBy(() -> train(Sample.data(9, 300), 10_000))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("-Xmx", "item-knn"))
        .hasMessageContaining("GB for a matrix of");
  }
}
