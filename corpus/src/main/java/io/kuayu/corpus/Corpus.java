package io.kuayu.corpus;

import io.kuayu.core.Catalogue;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.corpus.erasure.CorpusErasure;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.staging.ImportConsent;
import io.kuayu.corpus.staging.Preparation;
import io.kuayu.corpus.storage.CorpusFiles;
import io.kuayu.corpus.storage.CorpusManifest;
import io.kuayu.corpus.storage.CorpusReader;
import io.kuayu.corpus.storage.MediaListing;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.NoLinks;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A prepared corpus in memory, as {@code WORKDIR/corpus} holds it: about 22 bytes an event, plus
 * items and names. Immutable.
 */
public final class Corpus {
  private final CorpusManifest manifest;
  private final PreparationReport report;
  private final Catalogue catalogue;
  private final Interactions interactions;
  private final FriendGraph friends;

  private Corpus(
      CorpusManifest manifest,
      PreparationReport report,
      Catalogue catalogue,
      Interactions interactions,
      FriendGraph friends) {
    this.manifest = manifest;
    this.report = report;
    this.catalogue = catalogue;
    this.interactions = interactions;
    this.friends = friends;
  }

  /**
   * Reads the sources that the settings name and writes {@code WORKDIR/corpus}, whole or not at
   * all. Takes about a second per million events and three passes over the disk.
   *
   * @throws KuayuException where a source or the work folder does not allow it, or a row is bad and
   *     the settings are strict
   */
  public static PreparationReport prepare(
      CorpusSettings settings, Path workdir, Progress progress) {
    return prepare(settings, workdir, ImportConsent.NONE, progress);
  }

  /**
   * As above, without users who were erased.
   *
   * @param consent who was erased, and who may be joined where domains have names of their own
   */
  public static PreparationReport prepare(
      CorpusSettings settings, Path workdir, ImportConsent consent, Progress progress) {
    return new Preparation(settings, workdir.toAbsolutePath().normalize(), consent, progress).run();
  }

  /**
   * Removes users, their events and ties from the corpus of a work folder: from its files, the
   * counts and the report. Costs one pass over the events, about half a second a million.
   *
   * @param names as the corpus has them
   * @param ids texts that must not stay in the report; the same where users keep their ids
   * @return how many events were removed
   */
  public static long erase(Path workdir, Set<String> names, Set<String> ids) {
    return new CorpusErasure(workdir.toAbsolutePath().normalize()).erase(names, ids);
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
   * As above, where domains may have names of their own: linked names are one user, all others one
   * user in each domain. Costs a sort of all events more, a second or two a million.
   */
  public static Corpus open(Path workdir, Pseudonyms names, LinkStore links) {
    CorpusFiles files = CorpusFiles.of(workdir);
    CorpusManifest manifest = files.manifest();
    if (manifest.isPerDomain()
        && !manifest.keyFingerprint().equals(names.fingerprints().stream().reduce((_, b) -> b))) {
      throw files.unusable("its names are of a key that is not given");
    }
    CorpusReader reader = new CorpusReader(files, manifest);
    CompletableFuture<Interactions> events =
        CompletableFuture.supplyAsync(() -> reader.interactions(names, links));
    Catalogue catalogue = reader.catalogue();
    FriendGraph friends = reader.friends();
    Interactions ordered = CorpusReader.ordered(joined(events), manifest, catalogue);
    return new Corpus(
        manifest,
        files.report(),
        catalogue,
        friends == FriendGraph.NONE ? ordered : ordered.withFriends(friends),
        friends);
  }

  private static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Whether the work folder holds a corpus of these settings and of the sources as they are. Where
   * the work folder lies in the project does not matter, nor where the project lies.
   */
  public static boolean isCurrent(CorpusSettings settings, Path workdir) {
    CorpusFiles files = CorpusFiles.of(workdir);
    if (!files.exist()) {
      return false;
    }
    try {
      return files.manifest().isCurrent(settings) && MediaListing.isCurrent(files, settings);
    } catch (KuayuException e) {
      return false;
    }
  }

  /** What the corpus was made of, and its counts. */
  public CorpusManifest manifest() {
    return manifest;
  }

  /** What the preparation read, removed and warned of. */
  public PreparationReport report() {
    return report;
  }

  /** All items. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** The events of all splits, of people with their friends. */
  public Interactions interactions() {
    return interactions;
  }

  /** Who is whose friend, by the names of the corpus. */
  public FriendGraph friends() {
    return friends;
  }
}
