package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler on the page about Spring Boot compiles in a controller of this shop. */
class SpringSnippetTest {
  private static final Pattern CODE = Pattern.compile("(?s)```java[^\n]*\n(.*?)```");

  @TempDir Path folder;

  @Test
  void everyHandlerOfThePageCompiles() throws Exception {
    Matcher code = CODE.matcher(Files.readString(Path.of("../../docs/spring-boot.md")));
    int blocks = 0;
    while (code.find()) {
      assertThat(problems(controller(code.group(1)))).isEmpty();
      blocks++;
    }
    assertThat(blocks).isPositive();
  }

  private static String controller(String handler) {
    return """
      package com.example.shop;

      import io.kuayu.core.Recommendation;
      import io.kuayu.engine.RecommendationEngine;
      import io.kuayu.engine.request.Request;
      import java.time.Clock;
      import java.util.List;
      import org.springframework.web.bind.annotation.GetMapping;
      import org.springframework.web.bind.annotation.PathVariable;
      import org.springframework.web.bind.annotation.RestController;

      @RestController
      record Snippet(RecommendationEngine engine, OrderHistory orders, Clock clock) {
      %s}
      """
        .formatted(handler);
  }

  private List<String> problems(String source) {
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
                    URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                  @Override
                  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                  }
                }))
        .call();
    return problems;
  }
}
