package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.WrongUsage;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.LinkingTable.Filling;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.Unlearning;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Manifest;
import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.consent.ConsentedInteractions;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A work folder: knows which steps are done and still valid, and does those that a command needs
 * and lacks, saying so. Not thread-safe.
 *
 * <p>A corpus is valid while the data settings and the input files are as they were; a model, while
 * its corpus, its options and the seed are. Whatever is written is moved into place whole, so after
 * a crash the step is simply done again.
 */
public final class Workspace {
  private final Configuration configuration;
  private final Reporter reporter;
  private final WorkspaceBundles bundles;
  private @Nullable Corpus corpus;
  private @Nullable ConsentSnapshot wishes;

  public Workspace(Configuration configuration, Reporter reporter) {
    this.configuration = configuration;
    this.reporter = reporter;
    bundles = new WorkspaceBundles(configuration, reporter);
  }

  public Configuration configuration() {
    return configuration;
  }

  /** The corpus, prepared first where it is missing or no longer valid. */
  public Corpus corpus() {
    Corpus open = corpus;
    if (open == null) {
      if (!Corpus.isCurrent(configuration.corpus(), configuration.workdir())) {
        reporter.say("preparing the data, which are new or have changed");
        prepare();
      }
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

  private PrivacySettings privacy() {
    return configuration.corpus().privacy();
  }

  private Corpus opened() {
    try (LinkStore links = LinkingTable.open(privacy())) {
      return Corpus.open(configuration.workdir(), names(), links);
    }
  }

  /** Whoever was erased by the server since the corpus was made goes from its files too. */
  private Corpus withoutErased(Corpus whole) {
    if (!wishes().someAreErased()) {
      return whole;
    }
    Set<String> names = new HashSet<>();
    for (int user = 0; user < whole.interactions().users(); user++) {
      String person = names().person(whole.interactions().user(user));
      if (wishes().isErased(person)) {
        names.add(person);
      }
    }
    if (names.isEmpty()) {
      return whole;
    }
    reporter.say("taking " + names.size() + " people out of the corpus, who were erased");
    Set<String> kept = new HashSet<>();
    names.forEach(person -> kept.addAll(wishes().linking().namesOf(person)));
    try (WriterLock _ = WriterLock.take(configuration.workdir())) {
      var _ = Corpus.erase(configuration.workdir(), kept, names);
    }
    return opened();
  }

  /** What people wish to be done with their data, as of the beginning of the command. */
  public ConsentSnapshot wishes() {
    ConsentSnapshot known = wishes;
    if (known == null) {
      known = ConsentSnapshot.of(configuration);
      wishes = known;
    }
    return known;
  }

  /** Deletes stored events that are kept no longer; how many there were. */
  public long expireStored() {
    RetentionPolicy policy = configuration.corpus().privacy().retention();
    if (!policy.limits() || !configuration.server().store().exists()) {
      return 0;
    }
    try (Stores stores = configuration.server().store().open()) {
      return stores.privacy().expire(policy, System.currentTimeMillis() / 1000);
    }
  }

  /** Warns where the store keeps events under names that nobody is asked for by any more. */
  public void tellOtherNames() {
    if (names().areOn() && configuration.server().store().exists()) {
      try (Stores stores = configuration.server().store().open()) {
        if (stores.privacy().hasOtherNames(names())) {
          reporter.warn(
              "the store keeps events under names of before a key or 'per-domain' was changed,"
                  + " where no list finds them: stop the servers and run 'kuayu pseudonyms renew'");
        }
      }
    }
  }

  /** Asks the store again, after something was changed there. */
  public void refreshWishes() {
    wishes = null;
  }

  /**
   * Takes a person out of the corpus.
   *
   * @param id that they have outside
   * @return how many events went
   */
  public long eraseFromCorpus(String id) {
    var _ = corpus();
    String person = names().person(id);
    try (WriterLock _ = WriterLock.take(configuration.workdir())) {
      return erased(
          new HashSet<>(wishes().linking().namesOf(person)), new HashSet<>(List.of(person, id)));
    }
  }

  private long erased(Set<String> names, Set<String> words) {
    corpus = null;
    return Corpus.erase(configuration.workdir(), names, words);
  }

  /**
   * Counts again those models that do nothing but count and still hold what was erased; their old
   * versions are deleted. Where a family can take people out of the model that is there, that is
   * done instead.
   *
   * @param before what models could learn from before the erasure
   * @return the names of these models
   */
  public List<String> recount(TrainingData before) {
    List<String> recounted = new ArrayList<>();
    for (String name : PendingErasures.of(configuration).models()) {
      if (ModelFamilies.trainer(name).unlearnsByCounting()) {
        if (!unlearn(name, before)) {
          train(Optional.of(name), Optional.empty()).close();
        }
        recounted.add(name);
      }
    }
    return recounted;
  }

  /** Whether people could be taken out of a model that is there. */
  private boolean unlearn(String name, TrainingData before) {
    Corpus data = corpus();
    if (!(ModelFamilies.named(name) instanceof Unlearning family)) {
      return false;
    }
    Optional<Bundle> bundle = bundles.valid(name, data);
    if (bundle.isEmpty()) {
      return false;
    }
    long begin = System.nanoTime();
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Model known = bundle.get().load(data.catalogue())) {
      Optional<Model> left = family.without(known, before, trainingData());
      if (left.isEmpty()) {
        return false;
      }
      try (Model model = left.get()) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        String from = bundle.get().manifest().version();
        Path written = bundles.write(name, model, data, seconds, Map.of("unlearntFrom", from));
        reporter.say(
            String.format(
                Locale.ROOT, "%s: taken out in %.1f s, kept in %s", name, seconds, written));
      }
      reporter.say("deleted older versions, which held what was erased: " + bundles.prune(name));
      return true;
    }
  }

  /** The configured model as it was trained last; empty where it is missing or no longer valid. */
  public Optional<TrainedModel> trained() {
    Corpus data = corpus();
    return bundles.valid(configuration.model(), data).map(bundle -> load(bundle, data));
  }

  /**
   * The events that models may learn from and are measured on: those of people who keep domains
   * apart stand there as those of several people.
   */
  public Interactions consented() {
    Corpus data = corpus();
    return ConsentedInteractions.of(data.catalogue(), data.interactions(), wishes()::permissions);
  }

  /** How people are named in this work folder. */
  public Pseudonyms names() {
    return privacy().names();
  }

  /**
   * What holds where people come in.
   *
   * @param links where who is linked is kept; stays owned by the caller
   */
  public PrivacyRules privacyRules(LinkStore links) {
    return new PrivacyRules(names(), privacy().domains(), links, privacy().consent());
  }

  /** Prepares the corpus anew. */
  public PreparationReport prepare() {
    corpus = null;
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Filling people = new Filling(wishes(), LinkingTable.open(privacy()))) {
      PreparationReport report =
          Corpus.prepare(
              configuration.corpus(), configuration.workdir(), people, reporter.progress());
      people.finish(storedNames());
      report.warnings().forEach(reporter::warn);
      wishes = null;
      return report;
    }
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

  /**
   * The model of that name, trained first where it is missing or no longer valid.
   *
   * @param name a family; the configured one where empty
   */
  public TrainedModel model(Optional<String> name) {
    String family = family(name);
    Corpus data = corpus();
    Optional<Bundle> bundle = bundles.valid(family, data);
    if (bundle.isPresent()) {
      return load(bundle.get(), data);
    }
    return train(Optional.of(family), Optional.empty());
  }

  /**
   * The bundle of that model, which is trained first where it is missing or no longer valid; it is
   * not loaded.
   *
   * @param name a family; the configured one where empty
   */
  public Bundle current(Optional<String> name) {
    String family = family(name);
    return bundles
        .valid(family, corpus())
        .orElseGet(
            () -> {
              train(Optional.of(family), Optional.empty()).close();
              return bundles.open(family);
            });
  }

  /**
   * A model from elsewhere, over the items of this corpus.
   *
   * @param folder of the bundle
   */
  public TrainedModel bundle(Path folder) {
    Corpus data = corpus();
    Bundle bundle = Bundle.named(folder);
    List<String> unseen = new ArrayList<>(data.catalogue().domains());
    unseen.removeAll(bundle.manifest().domains());
    reporter.say(
        "answers come from " + told(bundle.manifest()) + (unseen.isEmpty() ? "" : unseen(unseen)));
    return new TrainedModel(bundle.loadOver(data.catalogue()), bundle.manifest());
  }

  private static String told(Manifest manifest) {
    return "%s %s, trained on %s"
        .formatted(manifest.name(), manifest.version(), String.join(", ", manifest.domains()));
  }

  private static String unseen(List<String> domains) {
    return "; it reads " + String.join(", ", domains) + " by the items' text alone";
  }

  /**
   * Refuses what cannot be trained, before any work is done.
   *
   * @throws WrongUsage where there is no such family, or it cannot start from a bundle
   */
  public void checkTraining(Optional<String> name, Optional<Path> from) {
    TrainerProvider family = ModelFamilies.trainer(family(name));
    if (from.isPresent() && !family.startsFromModels()) {
      throw new WrongUsage(
          family.name() + " cannot start from a bundle",
          "choose among "
              + ModelFamilies.names().stream()
                  .filter(other -> ModelFamilies.trainer(other).startsFromModels())
                  .collect(Collectors.joining(", ")));
    }
  }

  /**
   * Trains a model anew and makes it the current one of its name.
   *
   * @param from folder of a bundle to start from
   */
  public TrainedModel train(Optional<String> name, Optional<Path> from) {
    checkTraining(name, from);
    String family = family(name);
    Corpus data = corpus();
    boolean held = PendingErasures.of(configuration).models().contains(family);
    Optional<Bundle> start = from.map(Bundle::named);
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Interruption interruption = new Interruption(reporter)) {
      reporter.say(
          "training " + family + start.map(known -> " from " + told(known.manifest())).orElse(""));
      long begin = System.nanoTime();
      Model model = train(family, start, interruption::wished);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Path written;
      try (model) {
        written =
            bundles.write(
                family, model, data, seconds, notes(family, start, interruption.wished()));
      }
      reporter.say(
          String.format(
              Locale.ROOT,
              "%s: %s %.1f s, kept in %s",
              family,
              interruption.wished() ? "stopped after" : "trained in",
              seconds,
              written));
      guarantee(family).ifPresent(promised -> reporter.say(family + ": " + promised.said()));
      if (held) {
        reporter.say(
            "deleted older versions, which held what was withdrawn or erased: "
                + bundles.prune(family));
      } else if (configuration.corpus().privacy().retention().limits()) {
        reporter.say(
            "deleted older versions, which may hold what is kept no longer: "
                + bundles.prune(family));
      }
    }
    return load(bundles.open(family), data);
  }

  private Model train(String family, Optional<Bundle> start, BooleanSupplier stopped) {
    TrainingRun run = trainingRun(family, stopped);
    if (start.isEmpty()) {
      return trainer(family).train(trainingData(), run);
    }
    try (Model known = start.get().load()) {
      return trainer(family).train(trainingData(), run.from(known));
    }
  }

  private Map<String, String> notes(String family, Optional<Bundle> start, boolean stoppedEarly) {
    Map<String, String> notes = new LinkedHashMap<>();
    guarantee(family).map(Guarantee::facts).ifPresent(notes::putAll);
    start
        .map(Bundle::manifest)
        .ifPresent(
            known -> {
              notes.put("startedFrom", told(known));
              notes.put("startedFromCorpus", known.corpusFingerprint());
            });
    if (stoppedEarly) {
      notes.put("stopped", "by a signal, before the training was done");
    }
    return notes;
  }

  /** What every model may learn from. */
  public TrainingData trainingData() {
    return new TrainingData(corpus().catalogue(), consented());
  }

  /** The trainer of a family with the configured options. */
  public Trainer trainer(String family) {
    Trainer trainer = configuration.trainers().get(family);
    if (trainer == null) {
      throw new IllegalArgumentException(family);
    }
    return trainer;
  }

  /** What a training of a family promises about people with the configured options. */
  public Optional<Guarantee> guarantee(String family) {
    return Optional.ofNullable(configuration.guarantees().get(family));
  }

  /** The circumstances of a training in this work folder. */
  public TrainingRun trainingRun(String purpose, BooleanSupplier stopped) {
    return new TrainingRun(
        new Seed(configuration.seed()).derive(purpose),
        configuration.threads(),
        configuration.workdir().resolve("cache"),
        reporter.progress(),
        stopped);
  }

  /**
   * The family that a command means.
   *
   * @throws WrongUsage where there is none of that name
   */
  public String family(Optional<String> name) {
    String family = name.orElse(configuration.model());
    try {
      return ModelFamilies.named(family).name();
    } catch (KuayuException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private TrainedModel load(Bundle bundle, Corpus data) {
    return new TrainedModel(bundle.load(data.catalogue()), bundle.manifest());
  }
}
