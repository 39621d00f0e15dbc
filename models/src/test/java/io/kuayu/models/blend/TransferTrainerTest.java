package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.model.live.CatalogueExtension;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTrainerTest {
  private static final int GAMES = Sample.ITEMS_PER_DOMAIN;
  private static final int MANY = 30;
  private static final TrainingRun RUN = TrainingRun.quiet(4, Path.of("target"));

  /**
   * A book n is followed by book n + 1, whatever game came before. A game n is wanted by who read
   * book n.
   */
  private static TrainingData data() {
    List<int[]> training = new ArrayList<>();
    List<int[]> asked = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      int book = 1 + n % MANY;
      training.add(new int[] {book, book + 1, GAMES + book});
      asked.add(new int[] {book, GAMES + 1 + (n * 7) % MANY, book + 1});
      asked.add(new int[] {book, GAMES + book});
    }
    List<int[]> all = Stream.concat(training.stream(), asked.stream()).toList();
    return Sample.lastIsValidation(Sample.data(all), training.size());
  }

  /** Knows what follows a book, but is misled by a game; knows the game of the last book. */
  private record Misled(Catalogue catalogue) implements Model {
    @Override
    public String family() {
      return "misled";
    }

    @Override
    public void score(Context context, int domain, float[] scores) {
      Arrays.fill(scores, 0);
      int[] items = context.items();
      int last = items.length == 0 ? 0 : items[items.length - 1];
      if (domain == 0) {
        boolean isMisled = last >= GAMES;
        for (int other = 0; isMisled && other < 12; other++) {
          scores[(last + other) % GAMES] = 1;
        }
        scores[last % GAMES + 1] = isMisled ? 0 : 1;
      } else if (last > 0) {
        scores[last % GAMES] = 1;
      }
    }

    @Override
    public void save(ModelWriter out) {}
  }

  private static final BlendTrainer TRAINER =
      new BlendTrainer(
          List.of(new Expert("misled", "misled", Map.of())),
          1000,
          3,
          1,
          ExpertOptions.DEFAULT,
          BlendFusion.AUTO);

  /** A blend of that one expert. */
  private static BlendTrainer.Combination blend(TrainingData data) {
    return TRAINER.combine(List.of(new Misled(data.catalogue())), data, RUN);
  }

  private static BlendModel choose(TrainingData data) {
    return new TransferTrainer(TRAINER).choose(blend(data), data, RUN);
  }

  private static Model train(String transfer) {
    Setting experts =
        new Setting.Sequence(List.of(new Setting.Scalar("transitions", "test")), "test");
    Settings settings =
        Settings.of(
            new Setting.Tree(
                Map.of("experts", experts, "transfer", new Setting.Scalar(transfer, "test")),
                "test"));
    Model model = new BlendFamily().trainer(settings).train(data(), RUN);
    settings.check();
    return model;
  }

  private static float[] scores(Model model, int domain, int... items) {
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    model.score(context(items), domain, scores);
    return scores;
  }

  private static Context context(int... items) {
    long[] times = new long[items.length];
    Arrays.fill(times, Sample.START);
    return new Context(items, times, Sample.START + 86_400);
  }

  @Test
  void leavesOutTheEventsThatMisleadAndKeepsThoseThatHelp() {
    Model all = blend(data()).model();
    Model auto = choose(data());
    assertThat(scores(auto, 0, 5, GAMES + 9)).as("books").containsExactly(scores(auto, 0, 5));
    assertThat(scores(all, 0, 5, GAMES + 9)).isNotEqualTo(scores(all, 0, 5));
    assertThat(scores(auto, 1, 5)).as("games").containsExactly(scores(all, 1, 5));
    assertThat(scores(auto, 1, 5)).isNotEqualTo(scores(auto, 1));
  }

  @Test
  void readsEverythingWhereTooFewPeopleCouldTell() {
    TrainingData data = data();
    Interactions few =
        data.interactions()
            .where(
                event ->
                    data.interactions().part(event) == Split.TRAIN
                        || event < data.interactions().begin(240));
    TrainingData cut = new TrainingData(data.catalogue(), few);
    assertThat(scores(choose(cut), 0, 5, GAMES + 9)).isNotEqualTo(scores(choose(cut), 0, 5));
  }

  private static ScoreFusion weightsAlone(BlendWeights weights) {
    return new ScoreFusion(weights, BoostedTrees.NONE, NewItemBonus.NONE);
  }

  @Test
  void aDomainThatReadsNothingHasWeightsOfItsOwn(@TempDir Path folder) {
    TrainingData data = data();
    BlendModel all = (BlendModel) train("all");
    int features = BlendFeatures.count(1);
    float[] values = new float[BlendWeights.groups(2) * features];
    values[BlendFeatures.constant(1)] = 7;
    HomeWeights home =
        new HomeWeights(
            List.of(
                Optional.of(weightsAlone(new BlendWeights(features, 2, values))),
                Optional.of(
                    weightsAlone(
                        new BlendWeights(features, 2, values).speakingAlone(new int[] {-1, 0})))));
    SourceEvents[][] cells = new SourceEvents[2][TransferChoice.GROUPS];
    for (SourceEvents[] cell : cells) {
      Arrays.fill(cell, SourceEvents.ALL);
    }
    cells[0][1] = SourceEvents.NONE;
    cells[1][0] = SourceEvents.NONE;
    Model mixed = all.reading(new TransferChoice(cells), home);
    Bundle.write(
        folder, "blend", mixed, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    for (Model model :
        List.of(
            mixed,
            Bundle.open(folder, "blend").load(),
            CatalogueExtension.of(mixed, data.catalogue()))) {
      assertThat(scores(model, 0, 5, GAMES + 9)).as("one book is known").containsOnly(7);
      assertThat(scores(model, 0, 4, 5)).as("two are").isEqualTo(scores(all, 0, 4, 5));
      assertThat(scores(model, 1, 5)).as("transitions alone").isNotEqualTo(scores(all, 1, 5));
      assertThat(scores(model, 1, GAMES + 9)).isEqualTo(scores(all, 1, GAMES + 9));
    }
  }

  @Test
  void noneReadsNoOtherDomain() {
    Model none = train("none");
    assertThat(scores(none, 0, 5, GAMES + 9)).containsExactly(scores(none, 0, 5));
    assertThat(scores(none, 1, 5)).containsExactly(scores(none, 1));
  }

  @Test
  void explainsByTheEventsThatItRead() {
    Model auto = train("none");
    Context context = context(GAMES + 9, 5);
    int item = 6;
    List<Contribution> contributions = auto.explain(context, item);
    double sum = contributions.stream().mapToDouble(Contribution::weight).sum();
    assertThat(sum).isCloseTo(scores(auto, 0, GAMES + 9, 5)[item], within(1e-4));
    assertThat(contributions)
        .filteredOn(one -> one.event().isPresent())
        .allMatch(one -> one.event().getAsInt() == 1);
  }

  @Test
  void isTheSameAfterItWasSavedAndOverALaterCatalogue(@TempDir Path folder) {
    for (String transfer : List.of("none", "auto", "all")) {
      Model model = train(transfer);
      float[] expected = scores(model, 0, 5, GAMES + 9);
      Bundle.write(
          folder,
          "blend-" + transfer,
          model,
          new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
      Model loaded = Bundle.open(folder, "blend-" + transfer).load();
      assertThat(scores(loaded, 0, 5, GAMES + 9)).containsExactly(expected);
      Model later = CatalogueExtension.of(model, Sample.catalogue());
      assertThat(scores(later, 0, 5, GAMES + 9)).containsExactly(expected);
    }
  }

  @Test
  void offersEachOtherDomainWithAndWithoutItsOlderEvents() {
    assertThat(SourceEvents.choices(0, 2, false)).containsExactly(SourceEvents.ALL);
    assertThat(SourceEvents.choices(1, 3, true)).hasSize(5);
    Catalogue catalogue = Sample.catalogue();
    long now = Sample.START + 40 * 86_400L;
    Context context =
        new Context(new int[] {3, GAMES + 3, 4}, new long[] {0, now - 100, now - 10}, now);
    assertThat(SourceEvents.NONE.read(context, 1, catalogue)).containsExactly(1);
    assertThat(SourceEvents.ALL.read(context, 1, catalogue)).containsExactly(0, 1, 2);
    SourceEvents recent = SourceEvents.choices(1, 2, true).get(1);
    assertThat(recent.read(context, 1, catalogue)).containsExactly(1, 2);
  }
}
