package io.kuayu.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Context;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  private static final Market MARKET =
      new Market(6, 6)
          .person("both", "food:0 kitchen:1 food:2 food:3!")
          .person("food alone", "food:3 food:1 food:4!")
          .person("kitchen", "kitchen:1 food:5 kitchen:2!");

  private static List<List<Integer>> asked(Protocol protocol) {
    List<List<Integer>> asked = new ArrayList<>();
    Context[] last = new Context[1];
    FixedModel spy =
        new FixedModel(
            "spy",
            MARKET.catalogue(),
            (context, item) -> {
              if (last[0] != context) {
                last[0] = context;
                asked.add(Arrays.stream(context.items()).boxed().toList());
              }
              return 0;
            });
    MARKET.evaluation(CandidateSampling.full(), 1).by(protocol).run(spy, Progress.NONE);
    return asked;
  }

  @Test
  void knowsNewPeopleByTheOtherDomainsAlone() {
    assertThat(asked(new Protocol.ColdUser()))
        .as("who did nothing elsewhere is not asked")
        .containsExactlyInAnyOrder(List.of(7), List.of(5));
  }

  @Test
  void keepsTheCandidatesWhenItHidesHistory() {
    FixedModel same = new FixedModel("same", MARKET.catalogue(), (context, item) -> 0);
    Evaluation evaluation = MARKET.evaluation(CandidateSampling.full(), 1);
    EvaluationResult cold = evaluation.by(new Protocol.ColdUser()).run(same, Progress.NONE);
    assertThat(cold.rank(0)).as("food without 0 and 2").isEqualTo(4);
  }

  @Test
  void asksColdItemsAlone() {
    assertThat(asked(new Protocol.ColdItem()))
        .as("food:4 and kitchen:2 are in no training event")
        .containsExactlyInAnyOrder(List.of(3, 1), List.of(7, 5));
  }

  @Test
  void asksTheSingleDomainTwinWithItsDomainAlone() {
    assertThat(asked(new Protocol.OneDomain("food")))
        .containsExactlyInAnyOrder(List.of(0, 2), List.of(3, 1));
  }

  @Test
  void holdsAWholeDomainOut() {
    Protocol zeroShot = new Protocol.ZeroShot("kitchen");
    assertThat(asked(zeroShot)).containsExactly(List.of(7, 5));
    assertThat(zeroShot.needsOwnTraining()).isTrue();
    TrainingData data = zeroShot.train(new TrainingData(MARKET.catalogue(), MARKET.interactions()));
    int[] counts = data.trainingCounts();
    assertThat(counts[7]).isZero();
    assertThat(counts[3]).isEqualTo(1);
  }

  @Test
  void asksPeopleOfWhomTrainingSawNothing() {
    Market crowd = new Market(6, 6);
    for (int person = 0; person < 500; person++) {
      crowd.person("p" + person, "food:0 kitchen:1 food:2 food:3!");
    }
    Evaluation evaluation =
        crowd.evaluation(CandidateSampling.full(), 1).by(Protocol.parse("new-people"));
    TrainingData all = new TrainingData(crowd.catalogue(), crowd.interactions());
    TrainingData data = evaluation.protocol().train(all);
    assertThat(evaluation.targets().size()).isBetween(70, 130);
    for (int target = 0; target < evaluation.targets().size(); target++) {
      int user = evaluation.targets().user(target);
      assertThat(data.interactions().begin(user)).isEqualTo(data.interactions().end(user));
      assertThat(evaluation.context(target).items()).containsExactly(0, 7, 2);
      assertThat(evaluation.targets().frequency(target)).isZero();
    }
    assertThat(data.trainingCounts()[0]).isEqualTo(500 - evaluation.targets().size());
    assertThat(evaluation.protocol().needsOwnTraining()).isTrue();
  }

  @Test
  void drawsOtherNewPeopleByAnotherSeed() {
    Protocol first = Protocol.parse("later,new-people").seeded(new Seed(1));
    Protocol second = first.seeded(new Seed(2));
    int both = 0;
    int people = 10_000;
    for (int person = 0; person < people; person++) {
      both += first.asks("p" + person) && second.asks("p" + person) ? 1 : 0;
    }
    assertThat(both / (double) people).isBetween(.03, .05);
    assertThat(first.needsNewPeople()).isTrue();
  }

  @Test
  void isChosenByName() {
    for (String name :
        List.of(
            "standard",
            "cold-user",
            "cold-item",
            "new-people",
            "later",
            "later,cold-user",
            "zero-shot:Kitchen 2")) {
      assertThat(Protocol.parse(name).name()).isEqualTo(name);
    }
    for (String name : List.of("", "cold", "later,", "zero-shot:")) {
      assertThatThrownBy(() -> Protocol.parse(name)).isInstanceOf(KuayuException.class);
    }
  }

  @Test
  void readsCandidates() {
    assertThat(CandidateSampling.parse("full")).isEqualTo(CandidateSampling.full());
    assertThat(CandidateSampling.parse("sampled:999")).isEqualTo(CandidateSampling.sampled(999));
    assertThat(CandidateSampling.sampled(7).toString()).isEqualTo("sampled:7");
    for (String text : List.of("", "sampled", "sampled:0", "sampled:-3", "sampled:9999999999")) {
      assertThatThrownBy(() -> CandidateSampling.parse(text)).isInstanceOf(KuayuException.class);
    }
  }
}
