package io.kuayu.corpus;

import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.corpus.clean.EventLogRule;
import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.DomainSettings;
import io.kuayu.corpus.settings.EventFileSettings;
import io.kuayu.corpus.split.ByTime;
import io.kuayu.corpus.staging.EventImport;
import io.kuayu.corpus.staging.ImportConsent;
import io.kuayu.corpus.staging.ImportReport;
import io.kuayu.corpus.staging.ItemImport;
import io.kuayu.corpus.staging.NearDuplicates;
import io.kuayu.corpus.staging.RetentionRule;
import io.kuayu.corpus.staging.SourceIntegration;
import io.kuayu.corpus.staging.StagingFolder;
import io.kuayu.corpus.staging.Timeline;
import io.kuayu.corpus.staging.UserNaming;
import io.kuayu.corpus.storage.CorpusWriter;
import io.kuayu.corpus.storage.InputFile;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from files to a corpus: collect, clean, integrate, split, write. */
public final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private final CorpusSettings settings;
  private final Path workdir;
  private final ImportConsent people;
  private final Progress progress;
  private final ImportReport findings;
  private final List<EventImport> events = new ArrayList<>();
  private final List<ItemImport> items = new ArrayList<>();

  Preparation(CorpusSettings settings, Path workdir, ImportConsent people, Progress progress) {
    this.settings = settings;
    this.workdir = workdir;
    this.people = people;
    this.progress = progress;
    findings = new ImportReport(settings.strict(), settings.privacy().pseudonyms());
  }

  PreparationReport run() {
    long begin = System.nanoTime();
    try (StagingFolder folder = StagingFolder.open(workdir);
        Database database = Database.inFolder(folder.scratch(), settings.resources())) {
      collect(database, folder.scratch());
      integrate(database, folder.scratch());
      return write(database, folder, begin);
    } catch (QueryException e) {
      throw failure(e);
    } catch (IOException e) {
      throw unwritable(e);
    } catch (UncheckedIOException e) {
      throw unwritable(new IOException(e));
    }
  }

  private void collect(Database database, Path scratch) {
    int files = settings.domains().stream().mapToInt(domain -> domain.events().size() + 1).sum();
    database.run(ItemImport.TABLE);
    try (Progress.Task task = progress.start("reading", files)) {
      for (int number = 0; number < settings.domains().size(); number++) {
        DomainSettings domain = settings.domains().get(number);
        if (domain.items().isPresent()) {
          ItemImport intake =
              new ItemImport(database, domain.items().get(), number, settings.clean(), scratch);
          task.note(domain.name() + " items");
          intake.readAll();
          findings.add(intake, domain.name());
          items.add(intake);
        }
        task.advance(1);
        for (EventFileSettings source : domain.events()) {
          EventImport intake = new EventImport(database, source, events.size(), scratch);
          task.note(domain.name() + " events");
          intake.read(settings.clean(), settings.split());
          findings.add(intake, database);
          events.add(intake);
          task.advance(1);
        }
      }
    }
  }

  private void integrate(Database database, Path scratch) {
    try (Progress.Task task = progress.start("joining and sorting", 3)) {
      SourceIntegration integration = new SourceIntegration(database, settings, events, naming());
      integration.run(scratch);
      if (integration.erased() > 0) {
        findings.warn(
            "%d people were erased and are left out, though the files still name them"
                .formatted(integration.erased()));
      }
      findings.unknownItems(database, integration, events, settings);
      events.forEach(intake -> database.run("DROP TABLE " + intake.table()));
      task.advance(1);
      long now = System.currentTimeMillis() / 1000;
      RetentionRule old = new RetentionRule(settings.privacy().retention(), now);
      findings.add(old.apply(database), events);
      old.unknownTypes(database).forEach(findings::warn);
      for (EventLogRule rule : EventLogRule.of(settings.clean())) {
        findings.add(rule.apply(database), events);
      }
      NearDuplicates.of(database, settings.domainNames()).forEach(findings::add);
      Timeline timeline = new Timeline(database, isApart());
      timeline.renumber();
      requireEvents(database);
      long filled = timeline.fillTimes(settings.privacy().perDomain());
      if (isApart()) {
        findings.warn(
            "events have no times and are in order inside each domain alone: what a person did in"
                + " other domains comes first, though it may have happened later");
      } else if (filled > 0) {
        findings.warn(
            filled + " events have no time; 'order' puts them behind the event before them");
      }
      task.advance(1);
      List<RemovedEvents> repeated = timeline.sort(settings.clean().duplicates());
      findings.add(repeated, events);
      task.advance(1);
    }
  }

  private UserNaming naming() {
    Pseudonyms names = settings.privacy().names();
    Corpus.keyOf(workdir)
        .filter(print -> !names.fingerprints().contains(print))
        .ifPresent(
            _ -> {
              throw new KuayuException(
                  "the key of 'privacy.key' is not the one that people were named with so far",
                  "restore that key; without it what is stored finds nobody again. To begin anew,"
                      + " delete "
                      + workdir);
            });
    return new UserNaming(names, people, settings.domainNames());
  }

  /** Whether the order of events is known inside each domain alone. */
  private boolean isApart() {
    List<EventImport> alone = events.stream().filter(EventImport::isOrderedAlone).toList();
    if (alone.isEmpty()) {
      return false;
    }
    if (alone.size() < events.size()) {
      throw new KuayuException(
          alone.getFirst().rows().path()
              + " holds sequences without times, and other files have times",
          "give times to all event files, or to none");
    }
    if (settings.split() instanceof ByTime) {
      throw new KuayuException(
          "the split is by time, and the event files have no times",
          "split by leave-one-out or by a column");
    }
    return true;
  }

  private void requireEvents(Database database) {
    List<Integer> present =
        database.list(
            "SELECT DISTINCT c.domain FROM linked JOIN catalogue AS c USING (i)",
            row -> row.getInt(1));
    for (int number = 0; number < settings.domains().size(); number++) {
      if (!present.contains(number)) {
        DomainSettings domain = settings.domains().get(number);
        throw new KuayuException(
            "the domain '%s' has no events: %s"
                .formatted(domain.name(), findings.whatHappenedTo(domain.name())),
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
      CorpusWriter publication = new CorpusWriter(database, settings, isApart(), folder.outcome());
      publication.tables();
      task.advance(1);
      publication.manifest(inputs());
      PreparationReport report = findings.report((System.nanoTime() - begin) / 1e9);
      publication.write(Corpus.REPORT, report);
      task.advance(1);
      folder.publish(workdir.resolve(Corpus.FOLDER));
      report.warnings().forEach(LOG::warn);
      return report;
    }
  }

  private List<InputFile> inputs() throws IOException {
    Set<Path> paths = new LinkedHashSet<>();
    settings.users().ifPresent(people -> paths.add(people.file().path()));
    for (DomainSettings domain : settings.domains()) {
      domain.items().ifPresent(source -> paths.add(source.file().path()));
      domain.events().forEach(source -> paths.add(source.file().path()));
    }
    List<InputFile> inputs = new ArrayList<>();
    for (Path path : paths) {
      inputs.add(InputFile.of(path));
    }
    return inputs;
  }

  public static KuayuException failure(QueryException e) {
    return e.isAboutStorage()
        ? new KuayuException(
            "there is no room left for the import (" + e.getMessage() + ")",
            "free disk space where the work folder is, or name another with 'workdir'",
            e)
        : new KuayuException(
            "the import failed (" + e.getMessage() + ")",
            "where memory is short, set 'import.memory-mb'; otherwise report it with this message",
            e);
  }

  private KuayuException unwritable(IOException e) {
    return new KuayuException(
        "the corpus cannot be written to " + workdir + " (" + e + ")",
        "see that the work folder may be written and that there is room"
            + (Files.exists(workdir) ? "" : "; it is gone"),
        e);
  }
}
