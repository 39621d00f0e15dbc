package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  @TempDir private Path cache;

  /** Kitchen items are chosen by the number of the last food item; only fusion can know. */
  private static Market market() {
    Market market = new Market(20, 20);
    for (int person = 0; person < 20; person++) {
      market.person(
          "person " + person,
          "food:%d kitchen:%d food:%d kitchen:%d!"
              .formatted((person + 1) % 20, (person + 7) % 20, person, person));
    }
    return market;
  }

  private static Trainer follower(List<TrainingData> seen) {
    return (data, run) -> {
      seen.add(data);
      Catalogue catalogue = data.catalogue();
      return new FixedModel(
          "follower",
          catalogue,
          (context, item) -> {
            int[] items = context.items();
            boolean follows =
                items.length > 0
                    && catalogue.positionOf(items[items.length - 1]) == catalogue.positionOf(item);
            return follows ? 1 : 0;
          });
    };
  }

  @Test
  void countsWhomTheOtherDomainsHelp() {
    Market market = market();
    TrainingData data = new TrainingData(market.catalogue(), market.interactions());
    TrainingRun run = TrainingRun.quiet(42, cache);
    List<TrainingData> seen = new ArrayList<>();
    EvaluationResult together =
        market
            .evaluation(CandidateSampling.full(), 1)
            .run("mine", follower(seen).train(data, run), Progress.NONE);
    Transfer transfer = Transfer.measure(together, follower(seen), data, run);
    assertThat(transfer.model()).isEqualTo("mine");
    assertThat(transfer.rows()).as("food has no questions").hasSize(1);
    Transfer.Row row = transfer.rows().getFirst();
    assertThat(row.domain()).isEqualTo("kitchen");
    assertThat(row.together().value(Metric.NDCG_10)).isEqualTo(1);
    assertThat(row.alone().value(Metric.NDCG_10)).isZero();
    assertThat(row.difference().better()).isEqualTo(20);
    assertThat(row.difference().worse()).isZero();
    assertThat(row.difference().p()).isLessThan(.001);
    assertThat(seen.getLast().interactions().events()).as("the twin learns kitchen").isEqualTo(20);
  }

  @Test
  void isMeasuredForPeopleWhoAreMadeNew() {
    Market market = market();
    TrainingData data = new TrainingData(market.catalogue(), market.interactions());
    TrainingRun run = TrainingRun.quiet(42, cache);
    Trainer trainer = follower(new ArrayList<>());
    EvaluationResult cold =
        market
            .evaluation(CandidateSampling.full(), 1)
            .by(new Protocol.ColdUser())
            .run(trainer.train(data, run), Progress.NONE);
    Transfer.Row row = Transfer.measure(cold, trainer, data, run).rows().getFirst();
    assertThat(row.together().value(Metric.NDCG_10)).isEqualTo(1);
    assertThat(row.alone().value(Metric.NDCG_10)).as("the twin knows nothing of them").isZero();
  }

  @Test
  void tellsPeopleWhoAreNewInTheDomainApart() {
    Market market = market();
    for (int person = 0; person < 6; person++) {
      market.person("new " + person, "food:%d kitchen:%d!".formatted(person, person));
    }
    TrainingData data = new TrainingData(market.catalogue(), market.interactions());
    TrainingRun run = TrainingRun.quiet(42, cache);
    Trainer trainer = follower(new ArrayList<>());
    Evaluation evaluation = market.evaluation(CandidateSampling.full(), 1);
    Transfer transfer =
        Transfer.measure(
            evaluation.run(trainer.train(data, run), Progress.NONE), trainer, data, run);
    assertThat(transfer.rows().getFirst().difference().users()).isEqualTo(26);
    Transfer.Row row = transfer.newcomerRows().getFirst();
    assertThat(row.domain()).isEqualTo("kitchen");
    assertThat(row.difference().users()).isEqualTo(6);
    assertThat(row.difference().better()).isEqualTo(6);
    EvaluationResult hidden =
        evaluation.withMinUserSupport(7).run(trainer.train(data, run), Progress.NONE);
    assertThat(Transfer.measure(hidden, trainer, data, run).newcomerRows())
        .as("too few to be told of")
        .isEmpty();
  }

  @Test
  void isNotMeasuredWhereModelsAreTrainedApart() {
    Market market = market();
    TrainingData data = new TrainingData(market.catalogue(), market.interactions());
    TrainingRun run = TrainingRun.quiet(42, cache);
    Trainer trainer = follower(new ArrayList<>());
    EvaluationResult apart =
        market
            .evaluation(CandidateSampling.full(), 1)
            .by(new Protocol.ZeroShot("kitchen"))
            .run(trainer.train(data, run), Progress.NONE);
    assertThatThrownBy(() -> Transfer.measure(apart, trainer, data, run))
        .isInstanceOf(KuayuException.class);
  }
}
