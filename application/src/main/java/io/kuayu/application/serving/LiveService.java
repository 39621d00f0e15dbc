package io.kuayu.application.serving;

import io.kuayu.application.recommend.RankService;
import io.kuayu.application.recommend.RecommendService;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.users.UserDirectory;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.engine.live.LiveEngine;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.storage.Stores;
import io.kuayu.storage.audit.AuditLog;
import java.nio.file.Path;
import java.util.List;

/**
 * All services of a running Kuayu on one store, one corpus and one engine. It answers nothing
 * before a model is activated ({@link ModelRegistry#activate}). Thread-safe.
 */
public final class LiveService implements AutoCloseable {
  private final Stores stores;
  private final AuditLog audit;
  private final UserDirectory people;
  private final LiveEngine engine;
  private final ModelRegistry models;
  private final ItemService items;
  private final RecommendService recommendations;
  private final RankService<List<ItemKey>> ranking;

  private LiveService(
      Stores stores,
      AuditLog audit,
      UserDirectory people,
      LiveEngine engine,
      ModelRegistry models) {
    this.stores = stores;
    this.audit = audit;
    this.people = people;
    this.engine = engine;
    this.models = models;
    items = new ItemService(engine);
    recommendations = new RecommendService(engine, people);
    ranking = new RankService<>(engine::scores, people);
  }

  /**
   * Opens the stores.
   *
   * @param settings which stores, and where the audit log is
   * @param prepared what was there before
   * @param bundles the folder of all models
   * @param seed decides which of two items with one score comes first
   * @param privacy what holds where people come in; its names are those of the interactions
   */
  public static LiveService open(
      ServerSettings settings,
      PreparedCorpus prepared,
      Path bundles,
      Seed seed,
      PrivacyRules privacy) {
    AuditLog audit = AuditLog.in(settings.access());
    Stores stores = settings.store().open();
    try {
      UserDirectory people =
          new UserDirectory(
              prepared.catalogue(), prepared.past(), stores, audit::pseudonym, privacy);
      LiveEngine engine = new LiveEngine(stores.items(), seed);
      ModelRegistry models =
          new ModelRegistry(bundles, engine, prepared.catalogue(), prepared.fingerprint());
      return new LiveService(stores, audit, people, engine, models);
    } catch (RuntimeException failure) {
      stores.close();
      throw failure;
    }
  }

  public AuditLog audit() {
    return audit;
  }

  public UserDirectory people() {
    return people;
  }

  public LiveEngine engine() {
    return engine;
  }

  public ModelRegistry models() {
    return models;
  }

  public ItemService items() {
    return items;
  }

  public RecommendService recommendations() {
    return recommendations;
  }

  public RankService<List<ItemKey>> ranking() {
    return ranking;
  }

  /** Ends the background work, and closes the model and the stores. */
  @Override
  public void close() {
    engine.close();
    stores.close();
  }
}
