package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.LinkingTable.Filling;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.model.TrainingData;
import io.kuayu.privacy.consent.ConsentedInteractions;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.Stores;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the corpus of a work folder and opens it, with what people allow to be done with it. A
 * corpus is current while the data settings and the input files are as they were. Not thread-safe.
 */
public final class PrepareService {
  private final Configuration configuration;
  private final Reporter reporter;
  private @Nullable Corpus corpus;
  private @Nullable ConsentSnapshot consent;

  PrepareService(Configuration configuration, Reporter reporter) {
    this.configuration = configuration;
    this.reporter = reporter;
  }

  /**
   * The corpus, prepared first where it is missing or no longer current. What that left out is
   * reported as {@code prepare} prints it.
   */
  public Corpus corpus() {
    Corpus open = corpus;
    if (open == null) {
      update().ifPresent(report -> report.lines().forEach(reporter::say));
      if (!LinkingTable.isWhole(privacy())) {
        reporter.warn(
            "the linking table %s is missing or not whole: people are somebody else in each domain until 'kuayu prepare' makes it anew"
                .formatted(privacy().links()));
      }
      open = withoutErased(opened());
      corpus = open;
    }
    return open;
  }

  /**
   * Prepares the corpus where it is missing or no longer current.
   *
   * @return what the preparation did; empty where there was nothing to do
   */
  public Optional<PreparationReport> update() {
    if (Corpus.isCurrent(configuration.corpus(), configuration.workdir())) {
      return Optional.empty();
    }
    reporter.say("preparing the data, which are new or have changed");
    return Optional.of(prepare());
  }

  /** Prepares the corpus anew. */
  public PreparationReport prepare() {
    corpus = null;
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Filling people = new Filling(consent(), LinkingTable.open(privacy()))) {
      PreparationReport report =
          Corpus.prepare(
              configuration.corpus(), configuration.workdir(), people, reporter.progress());
      people.finish(storedNames());
      report.warnings().forEach(reporter::warn);
      consent = null;
      return report;
    }
  }

  /** What people allow to be done with their data, as of the beginning of the command. */
  public ConsentSnapshot consent() {
    ConsentSnapshot known = consent;
    if (known == null) {
      known = ConsentSnapshot.of(configuration);
      consent = known;
    }
    return known;
  }

  /**
   * The events that models may learn from and are measured on: those of people who keep domains
   * apart stand there as those of several people.
   */
  public Interactions learnable() {
    Corpus data = corpus();
    return ConsentedInteractions.of(data.catalogue(), data.interactions(), consent()::permissions);
  }

  /** What every model may learn from. */
  public TrainingData trainingData() {
    return new TrainingData(corpus().catalogue(), learnable());
  }

  /** The same with every event as one to learn from, for a final training. */
  TrainingData everything() {
    return TrainingData.everything(corpus().catalogue(), learnable());
  }

  /** Reads again what people allow, after something was changed in the store. */
  void refreshConsent() {
    consent = null;
  }

  /**
   * Takes a person out of the corpus.
   *
   * @param id that they have outside
   * @return how many events went
   */
  long erase(String id) {
    var _ = corpus();
    String person = names().person(id);
    try (WriterLock _ = WriterLock.take(configuration.workdir())) {
      Set<String> kept = new HashSet<>(consent().linking().namesOf(person));
      corpus = null;
      return Corpus.erase(configuration.workdir(), kept, new HashSet<>(List.of(person, id)));
    }
  }

  private Corpus opened() {
    try (LinkStore links = LinkingTable.open(privacy())) {
      return Corpus.open(configuration.workdir(), names(), links);
    }
  }

  /** Whoever was erased by the server since the corpus was made goes from its files too. */
  private Corpus withoutErased(Corpus whole) {
    if (!consent().someAreErased()) {
      return whole;
    }
    Set<String> held = new HashSet<>(whole.friends().people());
    for (int user = 0; user < whole.interactions().users(); user++) {
      held.add(whole.interactions().user(user));
    }
    Set<String> names = new HashSet<>();
    for (String name : held) {
      String person = names().person(name);
      if (consent().isErased(person)) {
        names.add(person);
      }
    }
    if (names.isEmpty()) {
      return whole;
    }
    reporter.say("taking " + names.size() + " people out of the corpus, who were erased");
    Set<String> kept = new HashSet<>();
    names.forEach(person -> kept.addAll(consent().linking().namesOf(person)));
    try (WriterLock _ = WriterLock.take(configuration.workdir())) {
      var _ = Corpus.erase(configuration.workdir(), kept, names);
    }
    PendingErasures.await(configuration, names);
    return opened();
  }

  /** The names under which the store keeps events, where the linking table has to know them. */
  private List<String> storedNames() {
    if (!privacy().perDomain() || !configuration.server().store().exists()) {
      return List.of();
    }
    try (Stores stores = configuration.server().store().open()) {
      return stores.privacy().people();
    }
  }

  private Pseudonyms names() {
    return privacy().names();
  }

  private PrivacySettings privacy() {
    return configuration.corpus().privacy();
  }
}
