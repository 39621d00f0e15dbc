package io.kuayu.models.transitions;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.sparse.ItemEvents;
import io.kuayu.models.sparse.RowSumModel;
import io.kuayu.models.sparse.SparseMatrix;
import io.kuayu.models.text.TextFamily;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Optional;

/**
 * Transitions: item x followed by y within the next events of a user adds 1/gap to the cell (x, y).
 * A row is divided by its sum + 1, a column by the square root of its popularity + 1.
 *
 * <p>With {@code epsilon}, the cells are told under differential privacy. With {@code text-pairs}
 * beside it, only pairs that are near by text are counted, all of them with noise, and correct what
 * the texts say.
 */
public final class TransitionsFamily implements ModelFamily, TrainerProvider {
  static final String NAME = "transitions";

  private static final String TEXT_PAIRS = "text-pairs";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "what people took after what, over all domains; strong where the last event says much";
  }

  @Override
  public Trainer trainer(Settings options) {
    int window = options.whole("window", 5, 1, 1000);
    double decay = options.decimal("decay", .5, 0, 1);
    int neighbours = options.whole("neighbours", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    Optional<PrivacyBudget> budget = PrivacyBudget.read(options);
    MinUserSupport support = MinUserSupport.read(options, budget);
    int textPairs = textPairs(options);
    if (textPairs > 0 && budget.isEmpty()) {
      options.problem(TEXT_PAIRS, "needs an epsilon", "set epsilon, or leave it out");
    }
    if (textPairs > 0 && budget.isPresent()) {
      PrivacyBudget spent = budget.get();
      Trainer texts = TextFamily.ofTextsAlone();
      return (data, run) ->
          new PrivateTransitions(texts.train(data, run), textPairs, run.threads())
              .release(data.interactions().upTo(Split.TRAIN), window, decay, spent);
    }
    return (data, run) ->
        new RowSumModel(
            NAME,
            data.catalogue(),
            budget
                .map(some -> noisy(data, window, some))
                .orElseGet(() -> rows(data, run, window, neighbours, support)),
            decay);
  }

  private static int textPairs(Settings options) {
    return options.whole(TEXT_PAIRS, 0, 0, 1000);
  }

  private static SparseMatrix noisy(TrainingData data, int window, PrivacyBudget budget) {
    return NoisyTransitions.rows(
        data.interactions().upTo(Split.TRAIN), data.catalogue().size(), window, budget);
  }

  private static SparseMatrix rows(
      TrainingData data, TrainingRun run, int window, int neighbours, MinUserSupport support) {
    ItemEvents events = ItemEvents.of(data);
    Interactions training = events.training();
    return SparseMatrix.make(
        data.catalogue().size(),
        neighbours,
        run.threads(),
        (item, row) -> {
          for (int place = events.begin(item); place < events.end(item); place++) {
            int event = events.event(place);
            int person = events.person(place);
            int end = training.end(person);
            for (int gap = 1; gap <= window && event + gap < end; gap++) {
              row.add(training.item(event + gap), 1f / gap, person);
            }
          }
          row.keep(support);
          // Counted again rather than from the columns, whose floats depend on the order of users.
          double sum = 1;
          for (int place = events.begin(item); place < events.end(item); place++) {
            int event = events.event(place);
            int end = training.end(events.person(place));
            for (int gap = 1; gap <= window && event + gap < end; gap++) {
              sum += row.sum(training.item(event + gap)) > 0 ? 1.0 / gap : 0;
            }
          }
          for (int n = 0; n < row.count(); n++) {
            int next = row.column(n);
            int popularity = events.end(next) - events.begin(next);
            row.set(next, (float) (row.sum(next) / sum / (Math.sqrt(popularity) + 1)));
          }
        });
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    boolean nearPairs = textPairs(options) > 0;
    return PrivacyBudget.read(options)
        .map(
            budget ->
                nearPairs
                    ? NoisyPairCounts.guarantee(budget)
                    : budget.guarantee(
                        "noisy counts, told above a threshold", 1, NoisyTransitions.NOISE_SHARE));
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return in.findProperty(PrivateTransitionsModel.MARK).isPresent()
        ? PrivateTransitionsModel.load(in, catalogue)
        : RowSumModel.load(NAME, in, catalogue);
  }
}
