package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.console.Console;
import io.kuayu.core.Catalogue;
import io.kuayu.core.History;
import io.kuayu.core.Progress;
import io.kuayu.core.Query;
import io.kuayu.core.Recommendation;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.ConsentedQueries;
import io.kuayu.engine.Engine;
import io.kuayu.privacy.consent.Permissions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code kuayu batch}: a line for each person and domain, in the order of the corpus. */
@Command(name = "batch", description = "Writes the lists of everybody, as JSON lines.")
public final class BatchCommand implements Callable<Integer> {
  private static final int PEOPLE_AT_A_TIME = 64;

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
    Corpus corpus = workspace.corpus();
    Set<String> asked = list.domains(corpus.catalogue());
    List<String> domains = asked.isEmpty() ? corpus.catalogue().domains() : List.copyOf(asked);
    int users = corpus.interactions().users();
    CorpusUsers people = new CorpusUsers(workspace);
    try (TrainedModel trained = model.open(workspace);
        AtomicFile file = AtomicFile.at(out);
        OrderedWriter work = new OrderedWriter(workspace.configuration().threads(), file.stream());
        Progress.Task task = console.progress().start("batch", users)) {
      Engine engine = Engine.of(trained.model(), new Seed(workspace.configuration().seed()));
      for (int first = 0; first < users; first += PEOPLE_AT_A_TIME) {
        int from = first;
        int to = Math.min(users, first + PEOPLE_AT_A_TIME);
        work.submit(
            () -> {
              byte[] lines = lines(engine, people, corpus, domains, from, to);
              task.advance(to - from);
              return lines;
            });
      }
      work.finish();
      file.commit();
    }
    console.say("wrote the lists of " + users + " people to " + out);
    return 0;
  }

  private byte[] lines(
      Engine engine, CorpusUsers people, Corpus corpus, List<String> domains, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Catalogue catalogue = corpus.catalogue();
    for (int user = from; user < to; user++) {
      String name = corpus.interactions().user(user);
      History all = people.history(user);
      for (String domain : people.askable(name, domains)) {
        if (catalogue.ordinals(catalogue.domain(domain)).length > 0) {
          History history = part(people.permissions(name), catalogue, domain).of(all);
          long now = CorpusUsers.momentAfter(history);
          Query query = new Query(history, now, Set.of(domain), list.size(), false);
          write(bytes, name, domain, engine.recommend(query));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static ConsentedQueries.Part part(
      Permissions permissions, Catalogue catalogue, String domain) {
    return ConsentedQueries.of(catalogue.domains(), Set.of(domain), permissions).parts().getFirst();
  }

  private void write(
      ByteArrayOutputStream bytes, String user, String domain, List<Recommendation> items) {
    try (JsonGenerator line =
        json.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      line.writeStartObject();
      line.writeStringProperty("user", user);
      line.writeStringProperty("domain", domain);
      line.writeArrayPropertyStart("items");
      for (Recommendation item : items) {
        line.writeStartObject();
        line.writeStringProperty("item", item.item().id());
        line.writeNumberProperty("score", (float) item.score());
        line.writeEndObject();
      }
      line.writeEndArray();
      line.writeEndObject();
    }
    bytes.write('\n');
  }
}
