package io.kuayu.application.serving;

import io.kuayu.application.erasure.LearntData;
import io.kuayu.application.events.EventService;
import io.kuayu.application.explain.ChatExplainer;
import io.kuayu.application.explain.ExplanationService;
import io.kuayu.application.fetch.MediaFetcher;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.privacy.LentStores;
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
import io.kuayu.storage.sql.StoreLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * All services of a running Kuayu on one store, one corpus and one engine. It answers nothing
 * before a model is activated ({@link ModelRegistry#activate}). Thread-safe.
 */
public final class LiveService implements AutoCloseable {
  private final Stores stores;
  private final StoreLock lock;
  private final AuditLog audit;
  private final UserDirectory people;
  private final LiveEngine engine;
  private final ModelRegistry models;
  private final PrivacyServices privacy;
  private final ItemService items;
  private final Optional<MediaFetcher> mediaFetcher;
  private final ThumbnailService thumbnails = new ThumbnailService();
  private final ActivationService activations;
  private final EventService events;
  private final RecommendService recommendations;
  private final RankService<List<ItemKey>> ranking;
  private final ExplanationService explanations;

  private LiveService(
      Stores stores,
      StoreLock lock,
      AuditLog audit,
      UserDirectory people,
      LiveEngine engine,
      ModelRegistry models,
      PrivacyServices privacy,
      ServerSettings settings,
      Optional<ChatExplainer> chat) {
    this.stores = stores;
    this.lock = lock;
    this.audit = audit;
    this.people = people;
    this.engine = engine;
    this.models = models;
    this.privacy = privacy;
    AuditTrail trail = new AuditTrail(audit);
    items = new ItemService(engine, trail);
    activations = new ActivationService(models, trail);
    events =
        new EventService(
            people,
            engine,
            Duration.ofSeconds(settings.limits().clockSkew()),
            InstantSource.system());
    recommendations = new RecommendService(engine, people);
    mediaFetcher = settings.mediaFetch().map(MediaFetcher::new);
    ranking = new RankService<>(engine::scores, people);
    explanations = new ExplanationService(engine, chat);
  }

  /**
   * Opens the stores.
   *
   * @param settings which stores, and where the audit log is
   * @param prepared what was there before
   * @param bundles the folder of all models
   * @param seed decides which of two items with one score comes first
   * @param rules what holds where people come in; its names are those of the interactions
   * @param learnt the files that an erasure has to change
   * @param chat words explanations; owned by the service once it is open
   */
  public static LiveService open(
      ServerSettings settings,
      PreparedCorpus prepared,
      Path bundles,
      Seed seed,
      PrivacyRules rules,
      LearntData learnt,
      Optional<ChatExplainer> chat) {
    AuditLog audit = settings.auditLog();
    StoreLock lock = settings.store().lock();
    Stores stores;
    try {
      stores = settings.store().open();
    } catch (RuntimeException failure) {
      lock.close();
      throw failure;
    }
    try {
      LentStores lent = new LentStores(stores, rules, audit::pseudonym);
      UserDirectory people =
          new UserDirectory(
              prepared.catalogue(),
              prepared.past(),
              prepared.friends(),
              prepared.aliases(),
              lent,
              audit::pseudonym);
      LiveEngine engine = new LiveEngine(stores.items(), seed);
      ModelRegistry models =
          new ModelRegistry(bundles, engine, prepared.catalogue(), prepared.fingerprint());
      PrivacyServices privacy =
          PrivacyServices.of(
              lent, new AuditTrail(audit), settings.access(), people, models, learnt);
      return new LiveService(stores, lock, audit, people, engine, models, privacy, settings, chat);
    } catch (RuntimeException failure) {
      stores.close();
      lock.close();
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

  /** The use cases on people's data. */
  public PrivacyServices privacy() {
    return privacy;
  }

  public ItemService items() {
    return items;
  }

  /** Fetches images and sounds, where the server may. */
  public Optional<MediaFetcher> mediaFetcher() {
    return mediaFetcher;
  }

  public ThumbnailService thumbnails() {
    return thumbnails;
  }

  public ActivationService activations() {
    return activations;
  }

  public EventService events() {
    return events;
  }

  public RecommendService recommendations() {
    return recommendations;
  }

  public RankService<List<ItemKey>> ranking() {
    return ranking;
  }

  /** Explanations as text, where a chat model is configured. */
  public ExplanationService explanations() {
    return explanations;
  }

  /** Ends the background work, and closes the model and the stores. */
  @Override
  public void close() {
    explanations.close();
    privacy.close();
    engine.close();
    stores.close();
    lock.close();
  }
}
