package io.kuayu.models.neighbours;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.ModelFamily;
import io.kuayu.models.sparse.ItemEvents;
import io.kuayu.models.sparse.RowSumModel;
import io.kuayu.models.sparse.SparseRows;

/**
 * Item-based neighbours (Sarwar et al., WWW 2001) with the shrunk cosine {@code c / (√(n·m) +
 * shrink)}, where c people took both items and n and m people took each.
 */
public final class ItemNeighboursFamily implements ModelFamily {
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
    int leastPeople = options.whole("least-people", 1, 1, Integer.MAX_VALUE);
    return (data, run) ->
        new RowSumModel(
            NAME,
            data.catalogue(),
            rows(data, run, shrink, neighbours, longest, leastPeople),
            decay);
  }

  private static SparseRows rows(
      TrainingData data,
      TrainingRun run,
      double shrink,
      int neighbours,
      int longest,
      int leastPeople) {
    ItemEvents events = ItemEvents.of(data);
    Interactions training = events.training();
    int items = data.catalogue().size();
    int[] people = new int[items];
    for (int item = 0; item < items; item++) {
      people[item] = events.people(item);
    }
    boolean[] repeated = repeated(training, items);
    return SparseRows.make(
        items,
        neighbours,
        run.threads(),
        (item, row) -> {
          int before = -1;
          for (int place = events.begin(item); place < events.end(item); place++) {
            int person = events.person(place);
            if (person != before) {
              int begin = Math.max(training.begin(person), training.end(person) - longest);
              for (int event = begin; event < training.end(person); event++) {
                if (!repeated[event]) {
                  row.add(training.item(event), 1);
                }
              }
            }
            before = person;
          }
          for (int n = 0; n < row.count(); n++) {
            int other = row.column(n);
            double scale = Math.sqrt((double) people[item] * people[other]) + shrink;
            // What fewer people have in common would tell a reader of reasons about one of them.
            boolean told = other != item && row.sum(other) >= leastPeople;
            row.set(other, told ? (float) (row.sum(other) / scale) : 0);
          }
        });
  }

  /** Which events repeat an item that the person takes again later, {@code [events]}. */
  private static boolean[] repeated(Interactions training, int items) {
    boolean[] repeated = new boolean[training.events()];
    int[] lastPerson = new int[items];
    for (int person = 0; person < training.users(); person++) {
      for (int event = training.end(person) - 1; event >= training.begin(person); event--) {
        int item = training.item(event);
        repeated[event] = lastPerson[item] == person + 1;
        lastPerson[item] = person + 1;
      }
    }
    return repeated;
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
