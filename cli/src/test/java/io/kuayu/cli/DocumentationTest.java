package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.cli.DocumentationPage.Block;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** What the pages of the documentation say can be done as they say it. */
class DocumentationTest {
  private static final List<DocumentationPage> PAGES = DocumentationPage.all();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whose snippets have tests of their own. */
  private static final Set<String> READMES = Set.of("README.md", "README.zh-CN.md");

  /** A configuration of which a fragment is a part. */
  private static final String DOMAINS = "domains: { shop: { events: { path: events.csv } } }\n";

  @TempDir Path folder = Path.of(".");

  @Test
  void everyCommandIsOneThatKuayuHas() {
    int commands = 0;
    for (Block block : blocks("sh")) {
      for (List<String> words : ShellWords.of(block.text())) {
        if (words.getFirst().matches("(\\./)?kuayu")) {
          String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
          assertThatCode(() -> Main.commands().parseArgs(arguments))
              .as(block.place() + " " + String.join(" ", words))
              .doesNotThrowAnyException();
          commands++;
        }
      }
    }
    assertThat(commands).isGreaterThan(40);
  }

  @Test
  void everyProgramOfTheRepositoryExists() throws IOException {
    try (Stream<Path> sources = Files.walk(DocumentationPage.ROOT.resolve("benchmarks/src"))) {
      List<String> benchmarks = sources.map(file -> String.valueOf(file.getFileName())).toList();
      for (Block block : blocks("sh")) {
        for (List<String> words : ShellWords.of(block.text())) {
          String program = words.getFirst();
          if (program.equals("benchmarks/run")) {
            assertThat(benchmarks).as(block.place()).contains(words.get(1) + ".java");
          } else if (program.matches("(\\./)?[a-z-]+/.*")) {
            assertThat(DocumentationPage.ROOT.resolve(program)).as(block.place()).isExecutable();
          }
        }
      }
    }
  }

  @Test
  void everyRequestIsOneThatTheServerKnows() {
    ApiRequests requests = new ApiRequests();
    for (Block block : blocks("sh")) {
      ShellWords.of(block.text()).stream()
          .filter(words -> words.getFirst().equals("curl"))
          .map(words -> CurlRequest.of(words, block.place()))
          .forEach(request -> requests.check(request, block.place()));
    }
  }

  @Test
  void everyConfigurationIsValid() throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("KUAYU_DATA", folder.toString());
    Files.writeString(folder.resolve("issuer-keys.json"), "{\"keys\":[]}");
    for (Block block : blocks("yaml")) {
      if (!block.note().equals("extension")) {
        boolean part = block.note().equals("fragment") || !block.text().contains("domains:");
        Path file =
            Files.writeString(folder.resolve("kuayu.yaml"), (part ? DOMAINS : "") + block.text());
        assertThatCode(() -> Configuration.read(ConfigFile.open(file, List.of(), environment)))
            .as(block.place())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everyJsonCanBeRead() {
    for (Block block : blocks("json")) {
      if (!block.text().contains("…")) {
        assertThatCode(() -> JSON.readTree(block.text()))
            .as(block.place())
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everySnippetOfJavaCompiles() {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    for (Block block : blocks("java")) {
      if (block.note().isEmpty() && !READMES.contains(block.page())) {
        List<String> problems = new ArrayList<>();
        compiler
            .getTask(
                null,
                null,
                problem -> problems.add(problem.toString()),
                List.of("-proc:none", "-implicit:none", "-d", folder.toString()),
                null,
                List.of(
                    new SimpleJavaFileObject(
                        URI.create("string:///Snippet.java"),
                        javax.tools.JavaFileObject.Kind.SOURCE) {
                      @Override
                      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return block.text();
                      }
                    }))
            .call();
        assertThat(problems).as(block.place()).isEmpty();
      }
    }
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() {
    Map<String, Set<String>> anchors = new HashMap<>();
    PAGES.forEach(page -> anchors.put(page.name(), page.anchors()));
    List<String> dead = new ArrayList<>();
    for (DocumentationPage page : PAGES) {
      for (DocumentationPage.Link link : page.links()) {
        String[] parts = link.target().split("#", 2);
        Path from = Path.of("/" + page.name());
        String to =
            parts[0].isEmpty()
                ? page.name()
                : from.resolveSibling(parts[0]).normalize().toString().substring(1);
        boolean there = Files.exists(DocumentationPage.ROOT.resolve(to));
        boolean known = parts.length == 1 || anchors.getOrDefault(to, Set.of()).contains(parts[1]);
        if (!there || !known) {
          dead.add(page.name() + ":" + link.line() + " " + link.target());
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<Block> blocks(String kind) {
    return PAGES.stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.kind().equals(kind))
        .toList();
  }
}
