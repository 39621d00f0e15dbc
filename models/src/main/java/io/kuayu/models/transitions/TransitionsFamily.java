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
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Optional;

/**
 * Transitions: item x followed by y within the next events of a user adds 1/gap to the cell (x, y).
 * A row is divided by its sum + 1, a column by the square root of its popularity + 1.
 */
public final class TransitionsFamily implements ModelFamily, TrainerProvider {
  private static final String NAME = "transitions";

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
    return (data, run) ->
        new RowSumModel(
            NAME,
            data.catalogue(),
            budget
                .map(some -> noisy(data, window, some))
                .orElseGet(() -> rows(data, run, window, neighbours, support)),
            decay);
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
    return PrivacyBudget.read(options)
        .map(
            budget ->
                budget.guarantee(
                    "noisy counts, told above a threshold", 1, NoisyTransitions.NOISE_SHARE));
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return RowSumModel.load(NAME, in, catalogue);
  }
}
