package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.BlockScorer;
import io.kuayu.training.LoopSettings;
import io.kuayu.training.ValidationTargets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learnt on some domains serves and starts others. */
class WeightTransferTest {
  private static final TransformerSettings SETTINGS =
      SmallTransformer.settings(Objective.CAUSAL, 0);

  @TempDir private Path cache;
  private TransformerModel learnt;

  @BeforeEach
  void train() {
    learnt = train(SETTINGS, SmallTransformer.data(), TrainingRun.quiet(11, cache));
  }

  @Test
  void aDomainNeverSeenIsScoredByItsTexts() {
    Catalogue extended = learnt.catalogue().with(items("c"));
    TransformerState state = learnt.state();
    float[] texts = Arrays.copyOf(SmallTransformer.texts().values(), extended.size() * 6);
    System.arraycopy(
        texts, 0, texts, 2 * SmallTransformer.ITEMS * 6, 2 * SmallTransformer.ITEMS * 6);
    TransformerModel wider =
        new TransformerModel(
            extended,
            SETTINGS.scoring(),
            new TransformerState(
                state.parameters(),
                ItemRows.of(state.rows().ordinals(), extended),
                ContentVectors.ofNonZero(texts, 6),
                Optional.empty(),
                state.prior()));
    float[] known = scores(learnt, context(0), 0);
    assertThat(scores(wider, context(0), 0)).isEqualTo(known);
    float[] scores = scores(wider, context(2 * SmallTransformer.ITEMS), 2);
    assertThat(scores).hasSize(2 * SmallTransformer.ITEMS).doesNotContain(Float.NaN);
    assertThat(scores[1]).isNotEqualTo(scores[SmallTransformer.ITEMS]);
    assertThat(wider.explain(context(2 * SmallTransformer.ITEMS), 2 * SmallTransformer.ITEMS + 1))
        .hasSize(3);
  }

  @Test
  void aTrainingStartsWithWhatTheBundleKnows() {
    TrainingData others = renamed("b", "c");
    ItemRows rows = ItemRows.of(others);
    TransformerParameters known = learnt.state().parameters();
    TransformerParameters fresh =
        TransformerParameters.initial(
            known.shape().with(2, rows.size()), new Seed(1).derive("fresh"));
    TransformerParameters start =
        new TransformerWarmStart(learnt).parameters(fresh, rows, others.catalogue());

    int dim = known.shape().dim();
    for (String name : known.values().keySet()) {
      if (name.startsWith("block.") || name.equals(TransformerParameters.TEXT)) {
        assertThat(start.get(name)).as(name).isEqualTo(known.get(name));
      }
    }
    for (int axis = 0; axis < dim; axis++) {
      float[] own = known.get(TransformerParameters.TARGET);
      assertThat(start.get(TransformerParameters.TARGET)[dim + axis])
          .isEqualTo(own[2 * dim + axis]);
      assertThat(start.get(TransformerParameters.TARGET)[2 * dim + axis])
          .isEqualTo((own[dim + axis] + own[2 * dim + axis]) / 2);
    }
    ItemRows before = learnt.state().rows();
    for (int row = 0; row < rows.size(); row++) {
      Item item = others.catalogue().item(rows.ordinals()[row]);
      float[] own =
          Arrays.copyOfRange(start.get(TransformerParameters.ITEM), row * dim, (row + 1) * dim);
      if (item.key().domain().equals("c")) {
        assertThat(own).isEqualTo(known.get(TransformerParameters.UNKNOWN));
      } else {
        int from = before.of(learnt.catalogue().ordinal(item.key()).orElseThrow());
        float[] ids = known.get(TransformerParameters.ITEM);
        assertThat(own).isEqualTo(Arrays.copyOfRange(ids, from * dim, (from + 1) * dim));
      }
    }
  }

  @Test
  void aTrainingThatStartsFromABundleBeginsBetter() {
    TrainingData others = renamed("c", "d");
    TransformerSettings one = epochs(1);
    TrainingRun run = TrainingRun.quiet(3, cache);
    double scratch = ndcg(train(one, others, run), others);
    double started = ndcg(train(one, others, run.from(learnt)), others);
    assertThat(started).isGreaterThan(scratch + .1);
  }

  @Test
  void saysWhatFitsWhereTheBundleDoesNot() {
    TransformerSettings wider =
        new TransformerSettings(
            16,
            1,
            2,
            64,
            8,
            .1,
            .25,
            .4,
            SETTINGS.objective(),
            0,
            List.of(),
            8,
            .01,
            SETTINGS.loop());
    TrainingRun run = TrainingRun.quiet(3, cache).from(learnt);
    assertThatThrownBy(() -> train(wider, SmallTransformer.data(), run))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> assertThat(e.remedy()).contains("layers: 2, feed-forward: 32"));
  }

  @Test
  void widthsThatAreLeftOpenAreThoseOfTheBundle() {
    TransformerSettings open = SETTINGS.withWidths(0, 0);
    TransformerModel model =
        train(open, SmallTransformer.data(), TrainingRun.quiet(3, cache).from(learnt));
    assertThat(model.state().parameters().shape().dim()).isEqualTo(SETTINGS.dim());
    assertThat(model.state().parameters().shape().feedForward()).isEqualTo(SETTINGS.feedForward());
  }

  @Test
  void contentTakesThePlaceOfIdsThatNoStepHid() {
    TrainingRun run = TrainingRun.quiet(3, cache);
    float[] first =
        TransformerParameters.initial(
                learnt.state().parameters().shape(), run.seed().derive("transformer"))
            .get(TransformerParameters.UNKNOWN);
    float[] unknown =
        train(hiding(0, 1), SmallTransformer.data(), run)
            .state()
            .parameters()
            .get(TransformerParameters.UNKNOWN);
    double moved = 0;
    for (int axis = 0; axis < first.length; axis++) {
      moved += Math.abs(unknown[axis] - first[axis]);
    }
    assertThat(moved).isGreaterThan(.1);
  }

  private static TransformerModel train(
      TransformerSettings settings, TrainingData data, TrainingRun run) {
    return new TransformerTrainer(settings, ContentSettings.DEFAULTS)
        .train(data, run, SmallTransformer.texts(), Optional.empty());
  }

  private static TransformerSettings epochs(int count) {
    return hiding(.25, count);
  }

  private static TransformerSettings hiding(double idDropout, int count) {
    LoopSettings loop = new LoopSettings(count, 0, 100, 1e-2, .05, .1);
    return new TransformerSettings(
        16,
        2,
        2,
        32,
        8,
        .1,
        idDropout,
        .4,
        SETTINGS.objective(),
        0,
        List.of(7.0, 30.0),
        8,
        .01,
        loop);
  }

  /** The same world, whose domains and hence items have other names. */
  private static TrainingData renamed(String one, String other) {
    List<Item> items =
        SmallTransformer.catalogue().items().stream()
            .map(item -> named(item, item.key().domain().equals("a") ? one : other))
            .toList();
    return new TrainingData(
        Catalogue.of(List.of(one, other), items), SmallTransformer.data().interactions());
  }

  private static Item named(Item item, String domain) {
    return new Item(new ItemKey(domain, item.key().id()), "", "", Map.of());
  }

  private static List<Item> items(String domain) {
    return SmallTransformer.catalogue().items().stream()
        .map(item -> new Item(new ItemKey(domain, item.key().toString()), "", "", Map.of()))
        .toList();
  }

  private static double ndcg(TransformerModel model, TrainingData data) {
    return ValidationTargets.of(data, 100, new Seed(1)).ndcg(BlockScorer.of(model), 1);
  }

  /** Three events in a row, which begin at an item. */
  private static Context context(int item) {
    return new Context(
        new int[] {item, item + 1, item + 2}, new long[] {0, 0, 0}, 300 * SmallTransformer.DAY);
  }

  private static float[] scores(TransformerModel model, Context context, int domain) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    Arrays.fill(scores, Float.NaN);
    model.score(context, domain, scores);
    return scores;
  }
}
