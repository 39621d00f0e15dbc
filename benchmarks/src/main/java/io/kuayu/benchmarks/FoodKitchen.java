package io.kuayu.benchmarks;

import io.kuayu.core.Progress;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.settings.CorpusSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The data of {@code examples/amazon-food-kitchen}, which are no part of this project, as a corpus:
 * in its two domains, or as one domain of all items.
 */
final class FoodKitchen {
  private static final String ORIGIN = "benchmark";

  private FoodKitchen() {}

  /**
   * Prepares what is not prepared yet.
   *
   * @param data folder of {@code items.tsv.gz} and {@code interactions.tsv.gz}
   * @param together whether both domains are made one
   */
  static Corpus corpus(Path data, Path workdir, boolean together) {
    Setting.Tree tree = new Setting.Tree(Map.of(), ORIGIN);
    tree = set(tree, "column", "split", "by");
    tree = set(tree, "split", "split", "column");
    tree = set(tree, "position", "order");
    for (String name : together ? List.of("All") : List.of("Food", "Kitchen")) {
      String domain = name.toLowerCase(Locale.ROOT);
      Path files = data.toAbsolutePath();
      tree =
          set(tree, files.resolve("items.tsv.gz").toString(), "domains", domain, "items", "path");
      tree = set(tree, "item_id", "domains", domain, "items", "id");
      tree =
          set(
              tree,
              files.resolve("interactions.tsv.gz").toString(),
              "domains",
              domain,
              "events",
              "path");
      tree = set(tree, "user_id", "domains", domain, "events", "user");
      tree = set(tree, "item_id", "domains", domain, "events", "item");
      tree = set(tree, "timestamp", "domains", domain, "events", "timestamp");
      if (!together) {
        String where = "domain = '" + name + "'";
        tree = set(tree, where, "domains", domain, "items", "where");
        tree = set(tree, where, "domains", domain, "events", "where");
      }
    }
    Settings root = Settings.of(tree);
    CorpusSettings settings = CorpusSettings.read(root, data);
    root.check();
    if (!Corpus.isCurrent(settings, workdir)) {
      var _ = Corpus.prepare(settings, workdir, Progress.NONE);
    }
    return Corpus.open(workdir);
  }

  private static Setting.Tree set(Setting.Tree tree, String value, String... path) {
    return tree.with(List.of(path), new Setting.Scalar(value, ORIGIN));
  }
}
