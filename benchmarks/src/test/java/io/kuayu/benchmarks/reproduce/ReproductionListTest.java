package io.kuayu.benchmarks.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of {@code benchmarks/reproduce} against the documents and the commands. */
class ReproductionListTest {
  private static final Path ROOT = Path.of("..");
  private static final Path LIST = ROOT.resolve("benchmarks/reproduce.list");

  /** Measures of accuracy; other numbers of these pages are sizes and times. */
  private static final Pattern NUMBER = Pattern.compile("(?<![\\d.\\w])\\.\\d{2,}");

  @TempDir Path folder = Path.of(".");

  @Test
  void everyCommandIsOneThatExists() throws IOException {
    for (Reproduction one : Reproduction.read(LIST)) {
      assertThat(one.runs()).as(one.name()).isNotEmpty();
      for (String run : one.runs().values()) {
        List<String> words = Reproduce.words(run, folder, folder.resolve(one.name()));
        assertThat(ROOT.resolve(words.getFirst())).as(run).isExecutable();
        if (words.getFirst().equals("./kuayu")) {
          String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
          assertThatCode(() -> Main.commands().parseArgs(arguments))
              .as(run)
              .doesNotThrowAnyException();
        } else {
          assertThat(ROOT.resolve("benchmarks/src/main/java/io/kuayu/benchmarks"))
              .as(run)
              .isDirectoryContaining(file -> file.endsWith(words.get(1) + ".java"));
        }
      }
    }
  }

  @Test
  void everyNumberIsFoundInItsDocumentAndHasARun() throws IOException {
    int numbers = 0;
    for (Reproduction one : Reproduction.read(LIST)) {
      for (DocumentedClaim claim : one.claims()) {
        for (DocumentedClaim.Shown number : claim.numbers(ROOT)) {
          assertThat(one.runs()).containsKey(number.expression().split(" ", 2)[0]);
          numbers++;
        }
      }
    }
    assertThat(numbers).isGreaterThan(80);
  }

  @Test
  void noNumberOfThePagesIsForgotten() throws IOException {
    List<Reproduction> all = Reproduction.read(LIST);
    for (String page : List.of("README.md", "README.zh-CN.md", "docs/accuracy.md")) {
      StringBuilder text = new StringBuilder(Files.readString(ROOT.resolve(page)));
      String whole = text.toString();
      for (Reproduction one : all) {
        Stream.concat(one.claims().stream(), one.quotes().stream())
            .filter(claim -> claim.document().equals(page))
            .forEach(claim -> blank(text, claim.place(whole)));
      }
      assertThat(NUMBER.matcher(text).results().map(MatchResult::group)).as(page).isEmpty();
    }
  }

  private static void blank(StringBuilder text, MatchResult place) {
    for (int at = place.start(); at < place.end(); at++) {
      text.setCharAt(at, text.charAt(at) == '\n' ? '\n' : ' ');
    }
  }

  @Test
  void numbersAreComparedToTheirDocumentedDigits() throws IOException {
    Files.writeString(
        folder.resolve("page.md"),
        """
        # Other
        | `a` | .900 / .900 |
        # Results
        There are 1,200
        people. | `a` | counts | **.163 / .097** | .1 |
        """);
    Path run = Files.createDirectories(folder.resolve("one/run"));
    Files.writeString(run.resolve(MeasuredNumbers.PRINTED), "people 1,200\n");
    Files.writeString(
        run.resolve(MeasuredNumbers.REPORT),
        """
        {"models":[{"model":"a","domains":{
          "x":{"hr@10":0.16349,"ndcg@10":0.0968,"intervals":{"ndcg@10":[0.09,0.1]}},
          "y":{"hr@10":0.16349,"ndcg@10":0.0962,"intervals":{"ndcg@10":[0.09,0.1]}},
          "z":{"hr@10":0.5,"ndcg@10":0.2,"intervals":{"ndcg@10":[0.19,0.21]}}},
          "overall":{"hr@10":0.1}}]}
        """);
    assertThat(compared("x")).contains("page.md:4", "page.md:5").hasSize(2);
    assertThat(said("There are {run /people ([\\d,]+)/} people.")).containsExactly("equal");
    assertThat(said(row("x"))).containsExactly("equal", "equal");
    assertThat(said(row("y")))
        .containsExactly("differs, inside of the measured 95 % interval", "equal");
    assertThat(said(row("z"))).containsExactly("differs", "equal");
  }

  @Test
  void aClaimThatIsNotThereOrNotOneIsRefused() throws IOException {
    Files.writeString(folder.resolve("page.md"), "a .1\na .2\n");
    assertThatThrownBy(() -> DocumentedClaim.of("page.md", "a {x}").numbers(folder))
        .hasMessageContaining("more than once");
    assertThatThrownBy(() -> DocumentedClaim.of("page.md", "b {x}").numbers(folder))
        .hasMessageContaining("does not say");
    assertThatThrownBy(() -> DocumentedClaim.of("page.md#None", "a {x}").numbers(folder))
        .hasMessageContaining("no heading");
  }

  private static String row(String domain) {
    return "| `a` |…| {run a " + domain + "} | {run a overall/hr@10} |";
  }

  private List<String> compared(String domain) throws IOException {
    return Stream.of("There are {run /people ([\\d,]+)/} people.", row(domain))
        .map(template -> DocumentedClaim.of("page.md#Results", template))
        .map(
            claim -> {
              try {
                var number = claim.numbers(folder).getFirst();
                return number.document() + ":" + number.line();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .toList();
  }

  private List<String> said(String template) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Reproduction one =
        new Reproduction(
            "one",
            "",
            "",
            Map.of(),
            List.of(DocumentedClaim.of("page.md#Results", template)),
            List.of());
    new Reproduce(folder, folder, folder, new PrintStream(bytes, true, StandardCharsets.UTF_8))
        .compare(one, new MeasuredNumbers(folder.resolve("one")));
    List<String> said = new ArrayList<>();
    bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> said.add(line.substring(line.lastIndexOf("  ") + 2)));
    return said;
  }
}
