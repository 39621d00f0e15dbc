package io.kuayu.corpus;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.corpus.erasure.CorpusErasure;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.corpus.staging.ImportConsent;
import io.kuayu.corpus.storage.CorpusManifest;
import io.kuayu.corpus.storage.CorpusReader;
import io.kuayu.corpus.storage.InputFile;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.NoLinks;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * A prepared corpus, as it lies in {@code WORKDIR/corpus}, in memory: about 22 bytes an event, plus
 * items and names. Immutable.
 */
public final class Corpus {
  public static final String FOLDER = "corpus";
  public static final String MANIFEST = "manifest.json";
  public static final String REPORT = "report.json";

  private final CorpusManifest manifest;
  private final PreparationReport report;
  private final Catalogue catalogue;
  private final Interactions interactions;

  private Corpus(
      CorpusManifest manifest,
      PreparationReport report,
      Catalogue catalogue,
      Interactions interactions) {
    this.manifest = manifest;
    this.report = report;
    this.catalogue = catalogue;
    this.interactions = interactions;
  }

  /**
   * Reads the files that the settings name and writes {@code WORKDIR/corpus}, whole or not at all.
   * Takes about a second per million events and three passes over the disk.
   *
   * @throws KuayuException where a file or the work folder does not allow it, or a row is bad and
   *     the settings are strict
   */
  public static PreparationReport prepare(
      CorpusSettings settings, Path workdir, Progress progress) {
    return prepare(settings, workdir, ImportConsent.NONE, progress);
  }

  /**
   * As above, without those who were erased.
   *
   * @param people who that is, and who may be joined where domains have names of their own
   */
  public static PreparationReport prepare(
      CorpusSettings settings, Path workdir, ImportConsent people, Progress progress) {
    return new Preparation(settings, workdir.toAbsolutePath().normalize(), people, progress).run();
  }

  /**
   * Takes people out of the corpus of a work folder: they and their events are gone from its files,
   * the counts and the report. Costs one pass over the events, about half a second a million.
   *
   * @param names as the corpus knows them
   * @param ids words that shall not stay in the report; the same where people keep their ids
   * @return how many events went
   */
  public static long erase(Path workdir, Set<String> names, Set<String> ids) {
    Path whole = workdir.toAbsolutePath().normalize();
    return new CorpusErasure(whole, readManifest(whole.resolve(FOLDER))).erase(names, ids);
  }

  /**
   * Loads the corpus of a work folder.
   *
   * @throws KuayuException where there is none, or it is of another version or incomplete
   */
  public static Corpus open(Path workdir) {
    return open(workdir, Pseudonyms.NONE, NoLinks.INSTANCE);
  }

  /**
   * As above, where domains may have names of their own: whoever is linked is one person, everybody
   * else one in each domain. Costs a sort of all events more, a second or two a million.
   */
  public static Corpus open(Path workdir, Pseudonyms names, LinkStore links) {
    Path folder = workdir.resolve(FOLDER).toAbsolutePath().normalize();
    CorpusManifest manifest = readManifest(folder);
    if (manifest.isPerDomain()
        && !keyOf(manifest).equals(names.fingerprints().stream().reduce((_, b) -> b))) {
      throw broken(folder, "its names are of a key that is not given");
    }
    CorpusReader reader = new CorpusReader(folder, manifest);
    CompletableFuture<Interactions> events =
        CompletableFuture.supplyAsync(() -> reader.interactions(names, links));
    Catalogue catalogue = reader.catalogue();
    return new Corpus(
        manifest,
        read(folder.resolve(REPORT), PreparationReport.class),
        catalogue,
        CorpusReader.ordered(joined(events), manifest, catalogue));
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Whether the work folder holds a corpus of these settings and of the input files as they are.
   */
  public static boolean isCurrent(CorpusSettings settings, Path workdir) {
    Path folder = workdir.resolve(FOLDER).toAbsolutePath().normalize();
    if (!Files.exists(folder.resolve(MANIFEST))) {
      return false;
    }
    try {
      CorpusManifest manifest = readManifest(folder);
      return canonical(comparable(manifest.settings()))
              .equals(canonical(comparable(settings.described())))
          && manifest.inputs().stream().allMatch(InputFile::isUnchanged);
    } catch (KuayuException e) {
      return false;
    }
  }

  /** Tells which key people were named with; empty where there is no corpus or no key. */
  static Optional<String> keyOf(Path workdir) {
    Path folder = workdir.resolve(FOLDER).toAbsolutePath().normalize();
    try {
      return keyOf(readManifest(folder));
    } catch (KuayuException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> keyOf(CorpusManifest manifest) {
    return manifest.settings().get("privacy") instanceof Map<?, ?> privacy
            && Boolean.TRUE.equals(privacy.get(PrivacySettings.PSEUDONYMS))
            && privacy.get(PrivacySettings.FINGERPRINT) instanceof String print
        ? Optional.of(print)
        : Optional.empty();
  }

  /** Where people keep their ids, no key has shaped the corpus; older ones name its place. */
  private static Map<String, Object> comparable(Map<String, Object> settings) {
    if (settings.get("privacy") instanceof Map<?, ?> privacy
        && Boolean.FALSE.equals(privacy.get(PrivacySettings.PSEUDONYMS))) {
      Map<String, Object> rest = new LinkedHashMap<>(settings);
      Map<Object, Object> kept = new LinkedHashMap<>(privacy);
      kept.remove(PrivacySettings.FINGERPRINT);
      rest.put("privacy", kept);
      return rest;
    }
    return settings;
  }

  public CorpusManifest manifest() {
    return manifest;
  }

  /** What the preparation did. */
  public PreparationReport report() {
    return report;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** The events of all parts. */
  public Interactions interactions() {
    return interactions;
  }

  public static String canonical(Map<String, Object> settings) {
    return new ObjectMapper().writeValueAsString(settings);
  }

  private static CorpusManifest readManifest(Path folder) {
    CorpusManifest manifest = read(folder.resolve(MANIFEST), CorpusManifest.class);
    if (manifest.version() != CorpusManifest.VERSION) {
      throw broken(folder, "it is of version " + manifest.version());
    }
    manifest
        .sizes()
        .forEach(
            (name, bytes) -> {
              try {
                if (Files.size(folder.resolve(name)) != bytes) {
                  throw broken(folder, name + " is not of the size that was written");
                }
              } catch (IOException e) {
                throw broken(folder, name + " is missing");
              }
            });
    return manifest;
  }

  public static <T> T read(Path file, Class<T> type) {
    try {
      return new ObjectMapper().readValue(Files.readString(file), type);
    } catch (IOException e) {
      throw new KuayuException(
          "there is no corpus in " + file.getParent(), "make one with 'kuayu prepare'", e);
    } catch (JacksonException e) {
      throw broken(file.getParent(), file.getFileName() + " cannot be read");
    }
  }

  private static KuayuException broken(@Nullable Path folder, String why) {
    return new KuayuException(
        "the corpus in " + folder + " cannot be used: " + why, "make it anew with 'kuayu prepare'");
  }
}
