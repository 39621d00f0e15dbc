package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.Engine;
import io.kuayu.engine.consent.ConsentedEngine;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.model.TrainingData;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;

/**
 * A work folder and the services on it, which do the steps that are needed and lacking, and say so.
 * Whatever they write is moved into place whole, so after a crash the step is simply done again.
 * Not thread-safe.
 */
public final class Workspace {
  private final Configuration configuration;
  private final Reporter reporter;
  private final PrepareService preparation;
  private final TrainService training;
  private final ModelService models;
  private final RecountService recounting;
  private final StoredEvents stored;
  private final UserAliases aliases;

  public Workspace(Configuration configuration, Reporter reporter) {
    this.configuration = configuration;
    this.reporter = reporter;
    WorkspaceBundles bundles = new WorkspaceBundles(configuration, reporter);
    preparation = new PrepareService(configuration, reporter);
    training = new TrainService(configuration, reporter, preparation, bundles);
    models = new ModelService(configuration, reporter, preparation, training, bundles);
    recounting = new RecountService(configuration, reporter, preparation, training, bundles);
    stored = new StoredEvents(configuration, reporter);
    aliases = UserAliases.of(configuration.corpus());
  }

  public Configuration configuration() {
    return configuration;
  }

  /** Where progress is reported. */
  public Reporter reporter() {
    return reporter;
  }

  /** Prepares the data. */
  public PrepareService preparation() {
    return preparation;
  }

  /** Trains models. */
  public TrainService training() {
    return training;
  }

  /** Finds and opens models. */
  public ModelService models() {
    return models;
  }

  /** The corpus, prepared first where it is missing or no longer current. */
  public Corpus corpus() {
    return preparation.corpus();
  }

  /** What people allow to be done with their data, as of the beginning of the command. */
  public ConsentSnapshot consent() {
    return preparation.consent();
  }

  /** Reads again what people allow, after something was changed in the store. */
  public void refreshConsent() {
    preparation.refreshConsent();
  }

  /** What every model may learn from. */
  public TrainingData trainingData() {
    return preparation.trainingData();
  }

  /**
   * An engine that answers people within what they allow.
   *
   * @param trained stays owned by the caller
   */
  public PersonalEngine engine(TrainedModel trained) {
    return new ConsentedEngine(Engine.of(trained.model(), new Seed(configuration.seed())));
  }

  /** The names of people in the domains, where a file joins them. */
  public UserAliases aliases() {
    return aliases;
  }

  /** How people are named in this work folder. */
  public Pseudonyms names() {
    return configuration.corpus().privacy().names();
  }

  /**
   * What holds where people come in.
   *
   * @param links where who is linked is kept; stays owned by the caller
   */
  public PrivacyRules privacyRules(LinkStore links) {
    return new PrivacyRules(
        names(),
        configuration.corpus().privacy().domains(),
        links,
        configuration.corpus().privacy().consent());
  }

  /** Deletes stored events that are kept no longer; how many there were. */
  public long expireStored() {
    return stored.expire();
  }

  /** Warns where the store keeps events under names that nobody is asked for by any more. */
  public void warnOfFormerNames() {
    stored.warnOfFormerNames();
  }

  /**
   * Takes a person out of the corpus.
   *
   * @param id that they have outside
   * @return how many events went
   */
  public long eraseFromCorpus(String id) {
    return preparation.erase(id);
  }

  /**
   * Counts again those models that do nothing but count and still hold what was erased; their old
   * versions are deleted.
   *
   * @param before what models could learn from before the erasure
   * @return the names of these models
   */
  public List<String> recount(TrainingData before) {
    return recounting.recount(before);
  }
}
