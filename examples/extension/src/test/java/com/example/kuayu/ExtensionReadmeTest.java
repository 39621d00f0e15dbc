package com.example.kuayu;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.kuayu.WebShop.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of README: its excerpts compile, and its configuration runs. */
class ExtensionReadmeTest {
  private static final String IMPORTS =
      """
      import io.kuayu.core.*;
      import io.kuayu.core.content.*;
      import io.kuayu.core.settings.*;
      import io.kuayu.corpus.database.Database;
      import io.kuayu.corpus.source.*;
      import io.kuayu.encoders.*;
      import io.kuayu.model.*;
      import java.util.*;
      import java.util.stream.Stream;
      """;

  /** Around each excerpt, what it leaves out. */
  private static final List<String> SURROUNDINGS =
      List.of(
          "%s",
          """
          abstract class Snippet implements ItemEncoder {
            private static final String FINGERPRINT = "1";
            %s
          }
          """,
          """
          abstract class Snippet implements EventSource {
            abstract Stream<SourceRecord> records();
            %s
          }
          """);

  private static final String REST_OF_FAMILY =
      """
        public String description() { throw null; }
        private Model train(TrainingData data, long seconds, double damping, MinUserSupport min) { throw null; }
      }
      """;

  @TempDir Path folder;

  @Test
  void theExcerptsCompile() throws IOException {
    List<String> excerpts = blocks("java fragment");
    assertThat(excerpts).hasSize(SURROUNDINGS.size());
    for (int at = 0; at < excerpts.size(); at++) {
      String excerpt =
          excerpts
              .get(at)
              .replace("{ ... }", "{ throw null; }")
              .replaceAll(
                  "(?m)^ *\\.\\.\\.$", "double damping = 0; MinUserSupport minUserSupport = null;")
              .replaceFirst("(?s)^(public final class .*)\\}\\s*$", "$1" + REST_OF_FAMILY);
      assertThat(problems(IMPORTS + SURROUNDINGS.get(at).formatted(excerpt)))
          .as(excerpts.get(at))
          .isEmpty();
    }
  }

  @Test
  void theConfigurationTrainsTheFamily() throws IOException {
    WebShop shop = new WebShop(folder).write(60);
    Files.writeString(folder.resolve("kuayu.yaml"), blocks("yaml extension").getFirst());
    Outcome trained = shop.run("train", "-m", "co-purchase", "-s", "split.by=leave-one-out");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("co-purchase: trained");
  }

  private static List<String> blocks(String kind) throws IOException {
    return Pattern.compile("(?s)```" + kind + "\n(.*?)```")
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private List<String> problems(String source) {
    boolean named = source.contains("class CoPurchaseFamily");
    List<String> problems = new ArrayList<>();
    Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
        .getTask(
            null,
            null,
            problem -> problems.add(problem.toString()),
            List.of("-proc:none", "-implicit:none", "-d", folder.toString()),
            null,
            List.of(
                new SimpleJavaFileObject(
                    URI.create("string:///" + (named ? "CoPurchaseFamily" : "Snippet") + ".java"),
                    JavaFileObject.Kind.SOURCE) {
                  @Override
                  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                  }
                }))
        .call();
    return problems;
  }
}
