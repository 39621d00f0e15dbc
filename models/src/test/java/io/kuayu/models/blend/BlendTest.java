package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import io.kuayu.core.metric.Rank;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.Scoring;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlendTest {
  private static final TrainingRun RUN = TrainingRun.quiet(4, Path.of("target"));
  private static final TrainingData DATA = Sample.data(11, 400);

  private static final Provenance PROVENANCE =
      new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0);

  private static Settings experts(String... names) {
    List<Setting> values =
        Stream.of(names).<Setting>map(name -> new Setting.Scalar(name, "test")).toList();
    return Settings.of(
        new Setting.Tree(Map.of("experts", new Setting.Sequence(values, "test")), "test"));
  }

  private static Model train(String... names) {
    return new BlendFamily().trainer(experts(names)).train(DATA, RUN);
  }

  private static double ndcg(Model model) {
    Catalogue catalogue = DATA.catalogue();
    double sum = 0;
    for (int user = 0; user < DATA.interactions().users(); user++) {
      int event = DATA.interactions().end(user) - 1;
      int target = DATA.interactions().item(event);
      float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
      model.score(DATA.interactions().before(user, event), catalogue.domainOf(target), scores);
      sum += Rank.ndcg(Rank.of(scores, catalogue.positionOf(target), new boolean[40]), 10);
    }
    return sum / DATA.interactions().users();
  }

  @Test
  void isAtLeastAsGoodAsItsBestExpert() {
    double best = Math.max(ndcg(train("item-knn")), ndcg(train("popularity")));
    assertThat(ndcg(train("item-knn", "popularity", "transitions"))).isGreaterThan(best - .01);
  }

  @Test
  void leavesAColdItemTheScoreOfTheOneExpertThatKnowsIt() {
    Catalogue catalogue = DATA.catalogue();
    int cold = catalogue.ordinals(0)[Sample.ITEMS_PER_DOMAIN - 1];
    List<RankingExample> questions = new ArrayList<>();
    List<Model> models =
        List.of(new Oracle("oracle", catalogue, cold), new Oracle("oracle", catalogue, 0));
    ItemStatistics facts = ItemStatistics.of(DATA);
    Context context = new Context(new int[] {1}, new long[] {0}, Sample.START);
    BlendFeatures features = BlendFeatures.of(models, facts, catalogue, context, 0);
    TreeColumns columns = TreeColumns.of(models.size(), context, 0, catalogue);
    for (int n = 0; n < 40; n++) {
      int target = catalogue.positionOf(n % 4 == 0 ? cold : 0);
      questions.add(
          RankingExample.of(columns, features, target, new BitSet(), RUN.seed().derive(n)));
    }
    int width = BlendFeatures.count(models.size());
    BlendWeights weights = new ConditionalLogit(questions, width, 2, 1).fit(new float[width], RUN);
    float[][] bySegment = weights.in(columns.situation());
    assertThat(features.segment(catalogue.positionOf(cold))).isZero();
    assertThat(features.ofExpert(0, catalogue.positionOf(cold), bySegment[0])).isGreaterThan(1);
  }

  @Test
  void favoursItemsThatTrainingNeverSawByAsMuchAsIsSaid() {
    Catalogue catalogue = DATA.catalogue();
    TrainingData few = Sample.data(11, 40);
    Context context = few.interactions().before(0, few.interactions().end(0) - 1);
    float[] plain = new float[Sample.ITEMS_PER_DOMAIN];
    float[] favoured = new float[Sample.ITEMS_PER_DOMAIN];
    favouring(0, few).score(context, 0, plain);
    favouring(2, few).score(context, 0, favoured);
    int[] counts = few.trainingCounts();
    List<Integer> unseen = new ArrayList<>();
    int rare = 0;
    for (int item : catalogue.ordinals(0)) {
      int position = catalogue.positionOf(item);
      rare += counts[item] > 0 && counts[item] < 5 ? 1 : 0;
      if (counts[item] == 0) {
        unseen.add(position);
      } else {
        assertThat(favoured[position] - plain[position])
            .isCloseTo(counts[item] < 5 ? 1 : 0, within(1e-5f));
      }
    }
    unseen.sort(Comparator.comparingDouble(position -> -plain[position]));
    for (int rank = 0; rank < unseen.size(); rank++) {
      int position = unseen.get(rank);
      assertThat(favoured[position] - plain[position])
          .isCloseTo(2 * (1 - rank / (float) NewItemBonus.LIST), within(1e-5f));
    }
    assertThat(unseen).isNotEmpty();
    assertThat(rare).isPositive();
    assertThat(unseen.size() + rare).isLessThan(Sample.ITEMS_PER_DOMAIN);
  }

  @Test
  void inADomainThatNobodyUsedTheTextExpertsSpeakAlone() {
    Catalogue catalogue = DATA.catalogue();
    ItemStatistics nothing = new ItemStatistics(new int[0], new long[0], catalogue);
    Context context = new Context(new int[] {1}, new long[] {0}, Sample.START);
    Oracle text = new Oracle("text", catalogue, 2);
    Oracle other = new Oracle("transformer", catalogue, 3);
    BlendFeatures both = BlendFeatures.of(List.of(other, text), nothing, catalogue, context, 0);
    assertThat(both.standardised(0)).containsOnly(0);
    assertThat(both.standardised(1)[2]).isPositive();
    BlendFeatures without = BlendFeatures.of(List.of(other), nothing, catalogue, context, 0);
    assertThat(without.standardised(0)[3]).isPositive();
    BlendFeatures seen =
        BlendFeatures.of(List.of(other, text), ItemStatistics.of(DATA), catalogue, context, 0);
    assertThat(seen.standardised(0)[3]).isPositive();
  }

  private static float[] scores(Model model, Context context) {
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    model.score(context, 0, scores);
    return scores;
  }

  @Test
  void readsNoTimesIntoARequestWhereTrainingHadNone(@TempDir Path folder) {
    Catalogue catalogue = DATA.catalogue();
    TrainingData untimed =
        new TrainingData(
            catalogue,
            DATA.interactions()
                .apart(event -> catalogue.domainOf(DATA.interactions().item(event))));
    Context before = DATA.interactions().before(0, DATA.interactions().end(0) - 1);
    long later = before.now() + 3_000L * 86_400;
    long[] now = new long[before.length()];
    Arrays.fill(now, later - 1);
    Context clock = new Context(before.items(), now, later);
    Settings settings = experts("recency-7", "item-knn");
    try (Model ordered = new BlendFamily().trainer(settings).train(untimed, RUN);
        Model timed = new BlendFamily().trainer(settings).train(DATA, RUN)) {
      assertThat(scores(ordered, clock)).isEqualTo(scores(ordered, before));
      assertThat(scores(timed, clock)).isNotEqualTo(scores(timed, before));
      Bundle.write(folder, "blend", ordered, PROVENANCE);
      try (Model loaded = Bundle.open(folder, "blend").load()) {
        assertThat(scores(loaded, clock)).isEqualTo(scores(ordered, before));
      }
    }
  }

  @Test
  void readsTimesThatLieWithinADayAsAnOrder() {
    int[] sequence = {0, 1, 2, 3};
    List<int[]> people = Collections.nCopies(8, sequence);
    Context question = new Context(new int[] {0}, new long[] {5}, 9);
    assertThat(QuestionMoment.of(Sample.data(people)).of(question)).isSameAs(question);
    List<int[]> once = List.of(new int[] {0}, new int[] {1});
    Context moved = QuestionMoment.of(Sample.data(once)).of(question);
    assertThat(moved.now()).isEqualTo(Sample.START + 1);
    assertThat(moved.timestamps()).containsExactly(Sample.START);
  }

  @Test
  void ranksAsTheExpertThatSpeaksAlone(@TempDir Path folder) {
    try (Model knn = train("item-knn");
        Model popularity = train("popularity")) {
      int width = BlendFeatures.count(2);
      float[] noise = new float[BlendWeights.groups(2) * width];
      for (int n = 0; n < noise.length; n++) {
        noise[n] = n % 7;
      }
      BlendModel model =
          new BlendModel(
              DATA.catalogue(),
              List.of("item-knn", "popularity"),
              List.of(knn.experts().get("item-knn"), popularity.experts().get("popularity")),
              ItemStatistics.of(DATA),
              new ScoreFusion(
                  new BlendWeights(width, 2, noise).speakingAlone(new int[] {BlendWeights.ALL, 1}),
                  BoostedTrees.NONE,
                  NewItemBonus.NONE),
              QuestionMoment.OWN);
      Bundle.write(folder, "blend", model, PROVENANCE);
      Context context = DATA.interactions().before(0, DATA.interactions().end(0) - 1);
      try (Model loaded = Bundle.open(folder, "blend").load()) {
        float[] own = new float[Sample.ITEMS_PER_DOMAIN];
        float[] expert = new float[Sample.ITEMS_PER_DOMAIN];
        loaded.score(context, 1, own);
        popularity.experts().values().iterator().next().score(context, 1, expert);
        for (int target = 0; target < own.length; target++) {
          assertThat(Rank.of(own, target, new boolean[own.length]))
              .isEqualTo(Rank.of(expert, target, new boolean[own.length]));
        }
        assertThat(scores(loaded, context)).isEqualTo(scores(model, context));
      }
    }
  }

  @Test
  void whatPartsAddIsTheScoreWithTreesToo(@TempDir Path folder) {
    Setting.Tree options =
        new Setting.Tree(
            Map.of(
                "experts",
                new Setting.Sequence(
                    List.of(
                        new Setting.Scalar("item-knn", "test"),
                        new Setting.Scalar("popularity", "test")),
                    "test"),
                "fusion",
                new Setting.Scalar("boosted", "test")),
            "test");
    TrainingData few = Sample.data(11, 40);
    try (Model model = new BlendFamily().trainer(Settings.of(options)).train(few, RUN)) {
      Context context = few.interactions().before(0, few.interactions().end(0) - 1);
      Scoring scoring = model.scoring(context, 0);
      for (int item : DATA.catalogue().ordinals(0)) {
        assertThat(scoring.parts(item)).containsKeys("item-knn", "item-facts", "situation");
        assertThat(sum(scoring.parts(item).values()))
            .isCloseTo(scoring.scores()[DATA.catalogue().positionOf(item)], within(1e-4));
        assertThat(sum(model.explain(context, item).stream().map(Contribution::weight).toList()))
            .isCloseTo(scoring.scores()[DATA.catalogue().positionOf(item)], within(1e-4));
      }
      Bundle.write(folder, "blend", model, PROVENANCE);
      try (Model loaded = Bundle.open(folder, "blend").load()) {
        assertThat(scores(loaded, context)).isEqualTo(scores(model, context));
      }
    }
  }

  private static double sum(Collection<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void learnsTheSameWeightsAnewFromTrainedExperts() {
    try (Model model = train("popularity", "item-knn")) {
      Model again = BlendFamily.refit(model, DATA, RUN);
      Context context = DATA.interactions().before(0, DATA.interactions().end(0) - 1);
      assertThat(scores(again, context)).isEqualTo(scores(model, context));
    }
  }

  private static Model favouring(double newItems, TrainingData data) {
    List<Expert> experts =
        Expert.ALL.stream().filter(expert -> expert.name().equals("item-knn")).toList();
    return new BlendTrainer(experts, 100, 3, newItems, ExpertOptions.DEFAULT, BlendFusion.LOGIT)
        .train(data, RUN);
  }

  @Test
  void namesTheExpertThatCarriedTheScore() {
    Model model = train("recency-7", "popularity", "item-knn");
    Context context = DATA.interactions().before(0, DATA.interactions().end(0) - 1);
    for (int item : DATA.catalogue().ordinals(1)) {
      assertThat(model.source(context, item)).isIn("recency", "popularity", "item-knn");
    }
    assertThat(model.explain(context, 40).stream().map(Contribution::kind))
        .contains("history", "item-facts");
  }

  @Test
  void worksWithoutAnyValidationEvent() {
    TrainingData training =
        new TrainingData(DATA.catalogue(), DATA.interactions().upTo(Split.TRAIN));
    Model model = new BlendFamily().trainer(experts("item-knn", "popularity")).train(training, RUN);
    assertThat(ndcg(model)).isGreaterThan(ndcg(train("popularity")) - .05);
  }

  @Test
  void aDomainOfWhichNothingWasAskedHasTheMeanOfTheOthers() {
    int features = 2;
    float[] values = new float[BlendWeights.groups(3) * features];
    int first = 1 + ItemStatistics.SEGMENTS * QuerySegment.HISTORIES;
    values[0] = 1;
    values[first * features] = 4;
    values[(first + 1) * features] = 2;
    BlendWeights weights = new BlendWeights(features, 3, values);
    assertThat(weights.in(new QuerySegment(0, 0, 0))[0][0]).isEqualTo(5);
    assertThat(weights.in(new QuerySegment(2, 0, 0))[0][0]).isEqualTo(4);
    assertThat(weights.in(new QuerySegment(7, 0, 0))[0][0]).isEqualTo(4);
  }

  @Test
  void saysThatNoExpertCanStartFromABundle() {
    TrainingRun from = RUN.from(train("popularity"));
    assertThatThrownBy(() -> new BlendFamily().trainer(experts("item-knn")).train(DATA, from))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("no expert of the blend can start");
  }

  @Test
  void tellsWhichExpertsThereAre() {
    Settings wrong = experts("item-kn", "ease", "ease");
    Object _ = new BlendFamily().trainer(wrong);
    assertThatThrownBy(wrong::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean 'item-knn'?")
        .hasMessageContaining("'ease' twice");
  }
}
