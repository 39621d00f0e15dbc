package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.evaluation.report.EvaluationReport;
import io.kuayu.evaluation.report.ModelResult;
import io.kuayu.evaluation.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol 'later' of docs/metrics.md, number by number. */
class LaterItemsTest {
  private static final long MONTH = 2_592_000;
  private static final Catalogue SONGS =
      Catalogue.of(
          List.of("rock"),
          IntStream.range(0, 15)
              .mapToObj(id -> new Item(new ItemKey("rock", "" + id), "", "", Map.of()))
              .toList());

  /** Ada had 5, and later takes 0, 2, 11, and 5 again; Bo had nothing and takes 1. */
  private static Interactions months(Split lastOfBo) {
    int[] items = {5, 2, 0, 2, 11, 5, 1, 1};
    long[] months = {1, 3, 4, 4, 5, 5, lastOfBo == Split.TRAIN ? 4 : 3, 5};
    Split[] parts = {
      Split.TRAIN, Split.TEST, Split.TEST, Split.TEST, Split.TEST, Split.TEST, lastOfBo, Split.TEST
    };
    byte[] codes = new byte[parts.length];
    for (int event = 0; event < parts.length; event++) {
      codes[event] = parts[event].code();
      months[event] *= MONTH;
    }
    return new Interactions(
        List.of("Ada", "Bo"),
        new int[] {0, 6, 8},
        items,
        months,
        codes,
        new byte[items.length],
        new float[items.length],
        List.of("tag"));
  }

  private static Evaluation later(Interactions interactions) {
    return Evaluation.of(SONGS, interactions, CandidateSampling.full(), new Seed(42), 1)
        .by(new Later());
  }

  @Test
  void asksOnceForAllThatAPersonTakesLater() {
    Evaluation evaluation = later(months(Split.TEST));
    List<Context> asked = new ArrayList<>();
    FixedModel model =
        new FixedModel(
            "descending",
            SONGS,
            (context, item) -> {
              if (item == 0) {
                asked.add(context);
              }
              return -item;
            });
    EvaluationResult result = evaluation.run(model, Progress.NONE);
    assertThat(asked).as("one question a person").hasSize(2);
    assertThat(asked.getFirst().items()).containsExactly(5);
    assertThat(asked.getFirst().now()).as("where the part begins").isEqualTo(3 * MONTH);
    assertThat(asked.getLast().length()).isZero();
    Summary summary = result.domain(0);
    assertThat(summary.users()).isEqualTo(2);
    assertThat(summary.targets()).as("the 5 that Ada had is no answer").isEqualTo(4);
    // Ada's 0, 2 and 11 are the 1st, 3rd and 11th of what is left without 5; Bo's 1 is the 2nd.
    assertThat(summary.value(Metric.hit(10))).isEqualTo(1);
    assertThat(summary.value(Metric.recall(10))).isCloseTo((2. / 3 + 1) / 2, within(1e-12));
    assertThat(summary.value(Metric.recall(50))).isEqualTo(1);
    assertThat(summary.value(Metric.MRR)).isCloseTo((1 + .5) / 2, within(1e-12));
    // Ada: (1 + 1 / log2(4)) / (1 + 1 / log2(3) + 1 / log2(4)) = 1.5 / 2.1309 = .7039; Bo: .6309.
    assertThat(summary.value(Metric.NDCG_10)).isCloseTo(.6674, within(5e-5));
  }

  @Test
  void isReportedInItsOwnWords(@TempDir Path folder) throws IOException {
    FixedModel model = new FixedModel("descending", SONGS, (context, item) -> -item);
    EvaluationResult result = later(months(Split.TEST)).run(model, Progress.NONE);
    Path page =
        ReportFolder.write(
            EvaluationReport.of(List.of(ModelResult.of(result)), "time", Map.of()), folder);
    assertThat(Files.readString(page))
        .contains("of 100 people find something that they chose later among the first ten");
  }

  @Test
  void joinsTheProtocolThatHidesADomain() {
    Evaluation evaluation = later(months(Split.TEST)).by(new Later(new Protocol.ColdUser()));
    assertThat(evaluation.targets().size()).as("nobody did anything elsewhere").isZero();
    assertThat(evaluation.protocol().name()).isEqualTo("later,cold-user");
  }

  @Test
  void aConstantCannotLookGood() {
    FixedModel same = new FixedModel("same", SONGS, (context, item) -> 0);
    Summary summary = later(months(Split.TEST)).run(same, Progress.NONE).domain(0);
    assertThat(summary.value(Metric.NDCG_10)).isZero();
    assertThat(summary.value(Metric.MRR)).isCloseTo((1. / 14 + 1. / 15) / 2, within(1e-12));
  }

  @Test
  void needsAMomentThatDividesEverybody() {
    assertThatThrownBy(() -> later(months(Split.TRAIN)))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("one moment");
  }

  @Test
  void ranksAmongAllItems() {
    FixedModel same = new FixedModel("same", SONGS, (context, item) -> 0);
    Evaluation sampled = later(months(Split.TEST)).among(CandidateSampling.sampled(5));
    assertThatThrownBy(() -> sampled.run(same, Progress.NONE))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("later");
  }
}
