package io.kuayu.cli.command.recommend;

import io.kuayu.application.batch.OrderedExecutor;
import io.kuayu.application.recommend.RankService;
import io.kuayu.application.users.CorpusUsers;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.UserAliases;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.AtomicFile;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.ModelOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.core.Progress;
import io.kuayu.engine.consent.ConsentedScorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu rank}. */
@Command(
    name = "rank",
    description = {
      "Scores given candidates: a JSON line in, a JSON line out, in the same order.",
      "A bad line ends the command with its number, unless --skip-bad-lines answers it by an"
          + " \"error\"."
    })
public final class RankCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();
  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--requests",
      paramLabel = "FILE",
      required = true,
      description = "The requests, as JSON lines; may end in .gz.")
  private Path requests = Path.of("requests.jsonl");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write; nothing is there before all is written.")
  private Path out = Path.of("scores.jsonl");

  @Option(names = "--skip-bad-lines", description = "Answer bad lines by an error and go on.")
  private boolean skipBadLines;

  @Override
  public Integer call() throws IOException {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    model.check(workspace);
    CorpusUsers people = CorpusUsers.of(workspace);
    RankLines lines;
    long start;
    try (InputStream in = open(requests);
        TrainedModel trained = model.open(workspace);
        AtomicFile file = AtomicFile.at(out);
        OrderedExecutor<byte[]> work =
            new OrderedExecutor<>(workspace.configuration().threads(), file.stream()::write);
        Progress.Task task = console.progress().start("rank", Files.size(requests))) {
      start = System.nanoTime();
      RankService<int[]> service =
          new RankService<>(new ConsentedScorer(trained.model())::scores, people);
      ItemLookup items = new ItemLookup(trained.model().catalogue());
      lines = new RankLines(service, items, requests.toString(), skipBadLines);
      RankLines answering = lines;
      LineChunks chunks = new LineChunks(in);
      for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
        LineChunks.Chunk some = chunk.get();
        work.submit(() -> answering.answer(some));
        task.advance(some.length());
      }
      work.finish();
      file.commit();
    }
    report(
        console,
        lines,
        UserAliases.columns(workspace.configuration().corpus()),
        (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private void report(Console console, RankLines lines, String looked, double seconds) {
    if (lines.unknownUsers() > 0) {
      console.warn(
          lines.unknownUsers()
              + " requests name people without events (looked up in "
              + looked
              + "): ranked as for someone new");
    }
    if (lines.badLines() > 0) {
      console.warn(lines.badLines() + " bad lines were answered by an error");
    }
    console.say(
        String.format(
            Locale.ROOT, "ranked %d requests in %.1f s, to %s", lines.requests(), seconds, out));
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }
}
