package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.cli.DocumentationPage.Block;
import io.kuayu.core.ErrorCode;
import io.kuayu.engine.filter.Filter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** That no block of code of the documentation is left unchecked, and checks of the rarer kinds. */
class DocumentationBlocksTest {
  private static final List<Block> BLOCKS =
      DocumentationPage.all().stream().flatMap(page -> page.blocks().stream()).toList();
  private static final int VALUES_OF_FILTERS = 64;

  /** The test of each kind of block. */
  private static final Map<String, String> CHECKED =
      Map.ofEntries(
          Map.entry("sh", "DocumentationTest, DocumentedDemoTest"),
          Map.entry("yaml", "DocumentationTest"),
          Map.entry("yaml fragment", "DocumentationTest"),
          Map.entry("yaml extension", "ExtensionReadmeTest of the example"),
          Map.entry("json", "DocumentationTest"),
          Map.entry("csv", "TutorialTest"),
          Map.entry("java", "DocumentationTest, EmbeddingSnippetTest"),
          Map.entry("java fragment", "SpringSnippetTest, ExtensionReadmeTest of the examples"),
          Map.entry("js", "OfficialClientTest"),
          Map.entry("properties", "StarterContentTest"),
          Map.entry("text filter", "here"),
          Map.entry("text failure", "here"),
          Map.entry("text commands", "here"),
          Map.entry("text", "DocumentedDemoTest: what a command printed"),
          Map.entry("xml", "here"),
          Map.entry("ini", "here"));

  /** What is not checked, and why. */
  private static final Map<String, String> UNCHECKED =
      Map.of(
          "nginx", "the build has no nginx to read it with",
          "mermaid", "a picture; the site draws it",
          "text grammar", "Filter's parser is written by hand; its tests follow these rules",
          "text example", "printed after a training that takes minutes");

  /** Programs of others, which a build can neither install nor start. */
  private static final Set<String> FOREIGN =
      Set.of("apt", "cat", "createdb", "docker", "export", "mvn", "sha256sum", "systemctl", "tar");

  @Test
  void everyBlockHasATest() {
    Set<String> kinds = new TreeSet<>();
    for (Block block : BLOCKS) {
      String kind = kind(block);
      assertThat(CHECKED.containsKey(kind) || UNCHECKED.containsKey(kind))
          .as(block.place() + " is of the kind '" + kind + "'")
          .isTrue();
      kinds.add(kind);
    }
    assertThat(kinds).containsAll(CHECKED.keySet()).containsAll(UNCHECKED.keySet());
  }

  private static String kind(Block block) {
    return block.kind().equals("csv") || block.note().isEmpty()
        ? block.kind()
        : block.kind() + " " + block.note();
  }

  @Test
  void everyScriptCanBeReadAndItsProgramsAreKnown() throws Exception {
    StringBuilder all = new StringBuilder();
    for (Block block : of("sh")) {
      all.append("f() {\n").append(block.text()).append("}\n");
      for (List<String> words : ShellWords.of(block.text())) {
        String program = words.getFirst();
        assertThat(
                program.matches("(\\./|[a-zA-Z0-9.-]+/bin/)?kuayu|curl|[a-z-]+/[a-z/-]+|[A-Z]=.*")
                    || FOREIGN.contains(program))
            .as(block.place() + " " + program)
            .isTrue();
        if (program.equals("mvn")) {
          checkMaven(words, block.place());
        }
      }
    }
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    bash.getOutputStream().write(all.toString().getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
  }

  /** Modules and profiles that the build has. */
  private static void checkMaven(List<String> words, String place) throws IOException {
    String pom = Files.readString(DocumentationPage.ROOT.resolve("pom.xml"));
    for (int at = 1; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals("-pl") && !words.get(at + 1).equals(".")) {
        assertThat(pom).as(place).contains("<module>" + words.get(at + 1) + "</module>");
      } else if (word.startsWith("-P")) {
        assertThat(pom).as(place).contains("<id>" + word.substring(2) + "</id>");
      }
    }
  }

  @Test
  void everyFilterIsOneAndEveryRefusalIsAsItIsShown() {
    for (Block block : of("text filter")) {
      block
          .text()
          .lines()
          .forEach(
              line ->
                  assertThatCode(() -> Filter.parse(line, VALUES_OF_FILTERS))
                      .as(block.place())
                      .doesNotThrowAnyException());
    }
    for (Block block : of("text failure")) {
      String shown = block.text().strip();
      if (shown.startsWith("filter")) {
        assertThatThrownBy(() -> Filter.parse("price < 20 brand", VALUES_OF_FILTERS))
            .hasMessage(shown);
      } else {
        Matcher code =
            Pattern.compile("^kuayu: .*\\[([a-z.-]+)]$", Pattern.MULTILINE).matcher(shown);
        assertThat(code.find()).as(block.place()).isTrue();
        assertThat(ErrorCode.values()).extracting(ErrorCode::text).contains(code.group(1));
      }
    }
  }

  @Test
  void theOverviewHasEveryCommand() {
    Set<String> shown = new TreeSet<>();
    for (Block block : of("text commands")) {
      block.text().lines().forEach(line -> shown.add(line.split("\\s+", 3)[1]));
    }
    Set<String> known = new TreeSet<>();
    Main.commands()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (!command.getCommandSpec().usageMessage().hidden()) {
                known.add(name);
              }
            });
    assertThat(known).containsAll(shown);
    known.removeAll(shown);
    assertThat(known).isSubsetOf("completion", "help", "version");
  }

  @Test
  void everyArtefactIsOneOfTheBuildInItsVersion() throws Exception {
    String version = parse(Files.readString(DocumentationPage.ROOT.resolve("pom.xml")), "version");
    String bom = Files.readString(DocumentationPage.ROOT.resolve("bom/pom.xml"));
    for (Block block : of("xml")) {
      var document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader("<all>" + block.text() + "</all>")));
      NodeList dependencies = document.getElementsByTagName("dependency");
      assertThat(dependencies.getLength()).as(block.place()).isPositive();
      for (int at = 0; at < dependencies.getLength(); at++) {
        Element dependency = (Element) dependencies.item(at);
        String artifact = text(dependency, "artifactId");
        assertThat(text(dependency, "groupId")).as(block.place()).isEqualTo("io.kuayu");
        assertThat(bom).as(block.place()).contains("<artifactId>" + artifact + "</artifactId>");
        assertThat(text(dependency, "version")).as(block.place()).isIn("", version);
      }
    }
  }

  private static String parse(String pom, String tag) {
    Matcher found = Pattern.compile("<" + tag + ">([^<]+)</" + tag + ">").matcher(pom);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String text(Element element, String tag) {
    NodeList found = element.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @Test
  void theUnitIsThatOfThePackageAndStartsACommand() throws IOException {
    String packaged =
        Files.readString(DocumentationPage.ROOT.resolve("distribution/src/systemd/kuayu.service"));
    for (Block block : of("ini")) {
      assertThat(block.text()).as(block.place()).isEqualTo(packaged);
    }
    List<String> words =
        ShellWords.of(packaged.replaceFirst("(?s).*ExecStart=([^\n]*).*", "$1")).getFirst();
    assertThatCode(
            () -> Main.commands().parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
        .doesNotThrowAnyException();
  }

  private static List<Block> of(String kind) {
    return BLOCKS.stream().filter(block -> kind(block).equals(kind)).toList();
  }
}
