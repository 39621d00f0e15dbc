package io.kuayu.cli.command.recommend;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.batch.BatchService;
import io.kuayu.application.batch.PersonalList;
import io.kuayu.application.users.CorpusUsers;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.AtomicFile;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.ListOptions;
import io.kuayu.cli.command.ModelOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.StopNotice;
import io.kuayu.core.Recommendation;
import io.kuayu.corpus.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code kuayu batch}: one line for each user and domain, in the order of the corpus. */
@Command(name = "batch", description = "Writes the lists of everybody, as JSON lines.")
public final class BatchCommand implements Callable<Integer> {
  private final JsonFactory json = new JsonFactory();

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private ListOptions list = new ListOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write; nothing is there before all is written.")
  private Path out = Path.of("lists.jsonl");

  @Override
  public Integer call() throws IOException {
    list.check();
    if (Files.isDirectory(out)) {
      throw new WrongUsage("--out " + out + " is a folder", "name a file");
    }
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    model.check(workspace);
    long people;
    try (StopNotice _ = StopNotice.open(console, "batch was stopped: " + out + " is as before")) {
      people = write(workspace, console);
    }
    console.say("wrote the lists of " + people + " people to " + out);
    return 0;
  }

  private long write(Workspace workspace, Console console) throws IOException {
    Corpus corpus = workspace.corpus();
    List<String> domains = List.copyOf(list.domains(corpus.catalogue()));
    try (TrainedModel trained = model.open(workspace);
        AtomicFile file = AtomicFile.at(out)) {
      BatchService service =
          new BatchService(
              workspace.engine(trained), workspace.configuration().threads(), console.progress());
      long people =
          service.run(
              CorpusUsers.of(workspace),
              domains,
              list.size(),
              lists -> write(file.stream(), lists));
      file.commit();
      return people;
    }
  }

  private void write(OutputStream stream, PersonalList list) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator line =
        json.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      line.writeStartObject();
      line.writeStringProperty("user", list.user());
      line.writeStringProperty("domain", list.domain());
      line.writeArrayPropertyStart("items");
      for (Recommendation item : list.items()) {
        line.writeStartObject();
        line.writeStringProperty("item", item.item().id());
        line.writeNumberProperty("score", (float) item.score());
        line.writeEndObject();
      }
      line.writeEndArray();
      line.writeEndObject();
    }
    bytes.write('\n');
    bytes.writeTo(stream);
  }
}
