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
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlendTest {
  private static final TrainingRun RUN = TrainingRun.quiet(4, Path.of("target"));
  private static final TrainingData DATA = Sample.data(11, 400);

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
    QuerySegment situation = QuerySegment.of(context, 0, catalogue);
    for (int n = 0; n < 40; n++) {
      int target = catalogue.positionOf(n % 4 == 0 ? cold : 0);
      questions.add(
          RankingExample.of(situation, features, target, new BitSet(), RUN.seed().derive(n)));
    }
    int width = BlendFeatures.count(models.size());
    BlendWeights weights = new ConditionalLogit(questions, width, 2, 1).fit(new float[width], RUN);
    float[][] bySegment = weights.in(situation);
    assertThat(features.segment(catalogue.positionOf(cold))).isZero();
    assertThat(features.ofExpert(0, catalogue.positionOf(cold), bySegment[0])).isGreaterThan(1);
  }

  @Test
  void favoursItemsThatTrainingNeverSawByAsMuchAsIsSaid() {
    Catalogue catalogue = DATA.catalogue();
    Context context = DATA.interactions().before(0, DATA.interactions().end(0) - 1);
    float[] plain = new float[Sample.ITEMS_PER_DOMAIN];
    float[] favoured = new float[Sample.ITEMS_PER_DOMAIN];
    favouring(0).score(context, 0, plain);
    favouring(2).score(context, 0, favoured);
    int[] counts = DATA.trainingCounts();
    int unseen = 0;
    for (int item : catalogue.ordinals(0)) {
      int position = catalogue.positionOf(item);
      unseen += counts[item] == 0 ? 1 : 0;
      assertThat(favoured[position] - plain[position])
          .isCloseTo(counts[item] == 0 ? 2 : 0, within(1e-5f));
    }
    assertThat(unseen).isBetween(1, Sample.ITEMS_PER_DOMAIN - 1);
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

  private static Model favouring(double newItems) {
    List<Expert> experts =
        Expert.ALL.stream().filter(expert -> expert.name().equals("item-knn")).toList();
    return new BlendTrainer(experts, 100, 3, newItems, MinUserSupport.ONE).train(DATA, RUN);
  }

  /** Knows one item and nothing else. */
  private record Oracle(String family, Catalogue catalogue, int item) implements Model {
    @Override
    public void score(Context context, int domain, float[] scores) {
      for (int position = 0; position < catalogue.ordinals(domain).length; position++) {
        scores[position] = catalogue.ordinals(domain)[position] == item ? 1 : 0;
      }
    }

    @Override
    public void save(ModelWriter out) {}
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
