package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.DocumentationPage.Block;
import io.kuayu.cli.Shop.Outcome;
import io.kuayu.cli.demo.MarketplaceFiles;
import io.kuayu.cli.demo.MarketplaceGenerator;
import io.kuayu.cli.demo.Scenarios;
import io.kuayu.core.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands and requests of the pages about the demo, run on the demo's data. Models that take a
 * minute to train are left out: {@link DocumentationTest} reads their commands.
 */
class DocumentedDemoTest {
  private static final String DEMO = "demo/shopping-en";
  private static final String CONFIGURATION = DEMO + "/kuayu.yaml";
  private static final Set<String> QUICK = Set.of("popularity", "recency", "item-knn");
  private static final Set<String> COMMANDS = Set.of("evaluate", "recommend", "train");
  private static final String TRANSFER = "docs/transfer.md";

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Path file =
        new MarketplaceFiles(
                new MarketplaceGenerator(Scenarios.read("shopping", "en"), new Seed(42)).generate(),
                folder.resolve(DEMO),
                42)
            .write();
    Files.writeString(
        file, Files.readString(file).replace("model: blend\n", "model: item-knn\nthreads: 1\n"));
  }

  /** The commands first: a request erases somebody whom they count. */
  @Test
  void theCommandsRunAndTheRequestsAreAnswered() throws InterruptedException {
    runCommands();
    sendRequests();
  }

  private static void runCommands() {
    int ran = 0;
    for (Block block : blocks()) {
      Optional<String> shown = shownAfter(block);
      for (List<String> words : ShellWords.of(block.text())) {
        if (words.contains(CONFIGURATION) && isQuick(words)) {
          Outcome outcome = Shop.execute(arguments(words));
          assertThat(outcome.code()).as(block.place() + " " + outcome.err()).isZero();
          assertThat(outcome.out()).as(block.place()).isNotBlank();
          shown.ifPresent(text -> assertThat(outcome.out()).as(block.place()).contains(text));
          ran++;
        }
      }
    }
    assertThat(ran).isGreaterThan(6);
  }

  private static void sendRequests() throws InterruptedException {
    List<CurlRequest> requests = new ArrayList<>();
    for (Block block : blocks()) {
      ShellWords.of(block.text()).stream()
          .filter(words -> words.getFirst().equals("curl"))
          .map(words -> CurlRequest.of(words, block.place()))
          .forEach(requests::add);
    }
    assertThat(requests).hasSizeGreaterThan(15);
    // After robin is erased, nothing is known that others ask about.
    requests.sort(Comparator.comparing(DocumentedDemoTest::erases));
    try (Served server = new Served(folder.resolve(CONFIGURATION))) {
      for (CurlRequest request : requests) {
        String target = request.target().replace("/models/blend/", "/models/item-knn/");
        String answer =
            server.answer(request.method(), target, request.contentType(), body(request));
        assertThat(answer).as(target).isNotBlank().doesNotContain("\"failed\":1");
      }
    }
  }

  private static boolean erases(CurlRequest request) {
    return request.method().equals("DELETE") && request.path().contains("/users/");
  }

  /** What stands for the reader's own file of events. */
  private static String body(CurlRequest request) {
    return request.body().startsWith("@")
        ? "{\"user\":\"robin\",\"domain\":\"books\",\"item\":\"b34589\",\"type\":\"view\"}\n"
        : request.body();
  }

  private static boolean isQuick(List<String> words) {
    boolean quick = COMMANDS.contains(words.get(1)) && !words.contains("--bundle");
    for (int at = 0; at < words.size() - 1; at++) {
      quick &= !words.get(at).equals("--model") || QUICK.contains(words.get(at + 1));
    }
    return quick;
  }

  private static String[] arguments(List<String> words) {
    return words.subList(1, words.size()).stream()
        .map(
            word ->
                word.equals(CONFIGURATION) || word.equals("report")
                    ? folder.resolve(word).toString()
                    : word)
        .toArray(String[]::new);
  }

  /** What the page on transfer shows as printed by a command: the block of text right after it. */
  private static Optional<String> shownAfter(Block command) {
    List<Block> blocks =
        pages()
            .filter(page -> page.name().equals(command.page()) && page.name().equals(TRANSFER))
            .flatMap(page -> page.blocks().stream())
            .toList();
    int next = blocks.indexOf(command) + 1;
    return next > 0 && next < blocks.size() && blocks.get(next).kind().equals("text")
        ? Optional.of(blocks.get(next).text())
        : Optional.empty();
  }

  private static List<Block> blocks() {
    return pages()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.kind().equals("sh"))
        .toList();
  }

  private static Stream<DocumentationPage> pages() {
    return DocumentationPage.all().stream();
  }
}
