package io.kuayu.models.neighbours;

import io.kuayu.core.Catalogue;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.sparse.CoOccurrence;
import io.kuayu.models.sparse.ItemEvents;
import io.kuayu.models.sparse.RowSumModel;
import io.kuayu.models.sparse.SparseMatrix;

/**
 * Item-based neighbours (Sarwar et al., WWW 2001) with the shrunk cosine {@code c / (√(n·m) +
 * shrink)}, where c users took both items and n and m users took each.
 */
public final class ItemNeighboursFamily implements ModelFamily, TrainerProvider {
  private static final String NAME = "item-knn";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "items that the same people took; easy to explain, good with much data on each item";
  }

  @Override
  public Trainer trainer(Settings options) {
    double shrink = options.decimal("shrink", 10, 0, 1e9);
    double decay = options.decimal("decay", .8, 0, 1);
    int neighbours = options.whole("neighbours", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    int longest = options.whole("longest-history", 1000, 2, Integer.MAX_VALUE);
    MinUserSupport support = MinUserSupport.read(options);
    return (data, run) ->
        new RowSumModel(
            NAME, data.catalogue(), rows(data, run, shrink, neighbours, longest, support), decay);
  }

  private static SparseMatrix rows(
      TrainingData data,
      TrainingRun run,
      double shrink,
      int neighbours,
      int longest,
      MinUserSupport support) {
    ItemEvents events = ItemEvents.of(data);
    int items = data.catalogue().size();
    int[] people = new int[items];
    for (int item = 0; item < items; item++) {
      people[item] = events.people(item);
    }
    CoOccurrence common = new CoOccurrence(events, items, longest);
    return SparseMatrix.make(
        items,
        neighbours,
        run.threads(),
        (item, row) -> {
          common.addTo(row, item);
          row.keep(support);
          for (int n = 0; n < row.count(); n++) {
            int other = row.column(n);
            double scale = Math.sqrt((double) people[item] * people[other]) + shrink;
            row.set(other, other == item ? 0 : (float) (row.sum(other) / scale));
          }
        });
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
