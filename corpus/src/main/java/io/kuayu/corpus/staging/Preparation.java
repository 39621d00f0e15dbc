package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.ArraySize;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.clean.EventLogRule;
import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.DomainSettings;
import io.kuayu.corpus.settings.EventSourceSettings;
import io.kuayu.corpus.settings.FriendSettings;
import io.kuayu.corpus.split.ByTime;
import io.kuayu.corpus.storage.CorpusFiles;
import io.kuayu.corpus.storage.CorpusWriter;
import io.kuayu.corpus.storage.MediaListing;
import io.kuayu.corpus.storage.StagingFolder;
import io.kuayu.corpus.timeline.Timeline;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from sources to a corpus: collect, clean, integrate, split, write. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private final CorpusSettings settings;
  private final Path workdir;
  private final ImportConsent consent;
  private final Progress progress;
  private final ImportReport report;
  private final SourceStates states;
  private final List<EventImport> events = new ArrayList<>();
  private final Map<Modality, Integer> vectorLengths = new EnumMap<>(Modality.class);
  private Optional<FriendImport> friends = Optional.empty();

  /**
   * @param workdir absolute
   * @param consent who was erased, and who may be joined where domains have names of their own
   */
  public Preparation(
      CorpusSettings settings, Path workdir, ImportConsent consent, Progress progress) {
    this.settings = settings;
    this.workdir = workdir;
    this.consent = consent;
    this.progress = progress;
    states = new SourceStates(settings.sources());
    report = new ImportReport(settings);
  }

  /**
   * Runs it.
   *
   * @throws KuayuException where a source or the work folder does not allow it, or a row is bad and
   *     the settings are strict
   */
  public PreparationReport run() {
    long begin = System.nanoTime();
    try (StagingFolder folder = StagingFolder.open(workdir);
        Database database = Database.inFolder(folder.scratch(), settings.resources())) {
      collect(database, folder);
      integrate(database, folder.scratch());
      return write(database, folder, begin);
    } catch (QueryException e) {
      throw e.toImportFailure();
    } catch (IOException e) {
      throw unwritable(e);
    } catch (UncheckedIOException e) {
      throw unwritable(new IOException(e));
    }
  }

  private void collect(Database database, StagingFolder folder) throws IOException {
    if (!settings.hasMedia()) {
      collect(database, folder.scratch(), Optional.empty());
      return;
    }
    try (MediaListing media = MediaListing.create(folder.outcome())) {
      collect(database, folder.scratch(), Optional.of(media));
    }
  }

  private void collect(Database database, Path scratch, Optional<MediaListing> media) {
    int files = settings.domains().stream().mapToInt(domain -> domain.events().size() + 1).sum();
    database.run(StagingTable.ITEM_ROWS.create());
    try (Progress.Task task = progress.start("reading", files)) {
      for (int number = 0; number < settings.domains().size(); number++) {
        DomainSettings domain = settings.domains().get(number);
        if (domain.items().isPresent()) {
          states.observe(domain.items().get().source());
          ItemImport items =
              new ItemImport(
                  database,
                  domain.items().get(),
                  number,
                  settings.clean(),
                  media.map(listing -> MediaImport.of(domain.items().get(), listing)),
                  vectorLengths,
                  scratch);
          task.note(domain.name() + " items");
          items.readAll();
          report.add(items, domain.name());
        }
        task.advance(1);
        for (EventSourceSettings named : domain.events()) {
          states.observe(named.source());
          EventImport source = new EventImport(database, named, events.size(), scratch);
          task.note(domain.name() + " events");
          source.read(settings.clean(), settings.split());
          report.add(source, database);
          events.add(source);
          task.advance(1);
        }
      }
      if (settings.friends().isPresent()) {
        states.observe(settings.friends().get().source());
        FriendImport source = new FriendImport(database, settings.friends().get(), scratch);
        task.note(FriendSettings.KEY);
        source.read();
        friends = Optional.of(source);
      }
    }
    report.requireFewBadRows();
  }

  private void integrate(Database database, Path scratch) {
    try (Progress.Task task = progress.start("joining and sorting", 3)) {
      settings.users().ifPresent(mapping -> states.observe(mapping.source()));
      SourceIntegration integration = new SourceIntegration(database, settings, events, naming());
      integration.readMapping(scratch).ifPresent(mapping -> report.addMapping(mapping, database));
      report.requireFewBadRows();
      integration.unmappedDomains().forEach(report::warn);
      integration.run();
      if (integration.erased() > 0) {
        report.warn(
            "%d people were erased and are left out, though the files still name them"
                .formatted(integration.erased()));
      }
      report.unknownItems(database, integration, events, settings);
      events.forEach(source -> database.run("DROP TABLE " + source.table()));
      task.advance(1);
      long now = System.currentTimeMillis() / 1000;
      RetentionRule retention = new RetentionRule(settings.privacy().retention(), now);
      report.add(retention.apply(database), events);
      retention.unknownTypes(database).forEach(report::warn);
      for (EventLogRule rule : EventLogRule.of(settings.clean())) {
        report.add(rule.apply(database), events);
      }
      NearDuplicates.of(database, settings.domainNames()).forEach(report::add);
      Timeline timeline = new Timeline(database, isApart());
      timeline.renumber();
      requireEvents(database);
      long filled = timeline.fillTimes(settings.privacy().perDomain());
      if (isApart()) {
        report.warn(
            events.stream().anyMatch(EventImport::isUnordered)
                ? "events have neither times nor an order: 'seed' draws it, the split withholds random"
                    + " items, and nothing that is measured tells how well the future is predicted"
                : "events have no times and are in order inside each domain alone: what a person did in"
                    + " other domains comes first, though it may have happened later");
      } else if (filled > 0) {
        report.warn(
            filled + " events have no time; 'order' puts them behind the event before them");
      }
      task.advance(1);
      joinFriends();
      List<RemovedEvents> repeated = timeline.sort(settings.clean().duplicates());
      report.add(repeated, events);
      task.advance(1);
    }
  }

  private void joinFriends() {
    friends.ifPresent(
        source -> {
          Optional<RuleOutcome> unknown = source.join(naming());
          report.add(source, unknown);
          report.requireFewBadRows();
          if (isApart()) {
            report.warn(
                "events have no times, so nothing tells what friends did before a moment: 'friends' is not used");
          }
        });
  }

  private UserNaming naming() {
    Pseudonyms names = settings.privacy().names();
    CorpusFiles.of(workdir)
        .keyFingerprint()
        .filter(used -> !names.fingerprints().contains(used))
        .ifPresent(
            _ -> {
              throw new KuayuException(
                  ErrorCode.PSEUDONYM_KEY_MISMATCH,
                  "the key of 'privacy.key' is not the one that people were named with so far",
                  "restore that key; without it what is stored finds nobody again. To begin anew,"
                      + " delete "
                      + workdir);
            });
    return new UserNaming(names, consent, settings.domainNames());
  }

  /** Whether the order of events is known inside each domain only. */
  private boolean isApart() {
    List<EventImport> alone = events.stream().filter(EventImport::isUntimed).toList();
    if (alone.isEmpty()) {
      return false;
    }
    if (alone.size() < events.size()) {
      throw new KuayuException(
          ErrorCode.EVENT_TIMES_MISSING,
          alone.getFirst().rows().description()
              + " holds events without times, and other files have times",
          "give times to all event files, or to none");
    }
    if (settings.split() instanceof ByTime) {
      throw new KuayuException(
          ErrorCode.EVENT_TIMES_MISSING,
          "the split is by time, and the event files have no times",
          "split by leave-one-out or by a column, or name the column of times with 'timestamp'");
    }
    return true;
  }

  /** Events in each domain, and not more than can be loaded. */
  private void requireEvents(Database database) {
    var _ =
        ArraySize.of(
            database.number(sql("SELECT count(*) FROM {linked}")),
            "events",
            "let fewer through: older ones by 'privacy.retention', rare ones by 'clean.k-core',"
                + " others by 'where'");
    List<Integer> present =
        database.list(
            sql("SELECT DISTINCT c.{domain} FROM {linked} JOIN {catalogue} AS c USING ({item})"),
            row -> row.getInt(1));
    for (int number = 0; number < settings.domains().size(); number++) {
      if (!present.contains(number)) {
        DomainSettings domain = settings.domains().get(number);
        throw new KuayuException(
            ErrorCode.NO_EVENTS,
            "the domain '%s' has no events: %s"
                .formatted(domain.name(), report.whatHappenedTo(domain.name())),
            "see that 'where' lets rows through and that its columns are the right ones"
                + (settings.privacy().retention().limits()
                    ? " and that 'privacy.retention' does not forbid them all"
                    : "")
                + ", or take the domain out");
      }
    }
  }

  private PreparationReport write(Database database, StagingFolder folder, long begin)
      throws IOException {
    try (Progress.Task task = progress.start("writing", 3)) {
      CorpusWriter writer = new CorpusWriter(database, settings, isApart(), folder.outcome());
      writer.writeTables();
      task.advance(1);
      writer.writeManifest(states.all());
      PreparationReport outcome = report.report((System.nanoTime() - begin) / 1e9);
      writer.write(outcome);
      task.advance(1);
      folder.publish(CorpusFiles.of(workdir));
      outcome.warnings().forEach(LOG::warn);
      return outcome;
    }
  }

  private KuayuException unwritable(IOException e) {
    return new KuayuException(
        ErrorCode.WORKDIR_UNWRITABLE,
        "the corpus cannot be written to " + workdir + " (" + e + ")",
        "see that the work folder may be written and that there is room"
            + (Files.exists(workdir) ? "" : "; it is gone"),
        e);
  }
}
