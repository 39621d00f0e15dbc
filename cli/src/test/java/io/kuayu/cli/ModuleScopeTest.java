package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A module that is needed at run time must not have the scope {@code test} in the file of a module
 * above: Maven would take it from the class path of the launcher, and no test would see it.
 */
class ModuleScopeTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>kuayu-([^<]+)</artifactId>");
  private static final String TEST_SCOPE = "<scope>test</scope>";

  /** What a module names, without the jars of tests. */
  private record Module(Set<String> delivered, Set<String> testOnly) {}

  @Test
  void noModuleOfTheRunTimeIsForTestsAlone() throws IOException {
    Map<String, Module> modules = modules();
    assertThat(modules).containsKeys("cli", "server", "core");
    List<String> wrong = new ArrayList<>();
    modules.forEach(
        (name, module) -> {
          Set<String> below = new HashSet<>();
          module.delivered().forEach(each -> reach(each, modules, below));
          module.testOnly().stream()
              .filter(below::contains)
              .forEach(each -> wrong.add(name + "/pom.xml: kuayu-" + each));
        });
    assertThat(wrong).as("scope test, but needed at run time").isEmpty();
  }

  private static void reach(String name, Map<String, Module> modules, Set<String> below) {
    if (modules.containsKey(name) && below.add(name)) {
      Objects.requireNonNull(modules.get(name))
          .delivered()
          .forEach(each -> reach(each, modules, below));
    }
  }

  private static Map<String, Module> modules() throws IOException {
    Map<String, Module> modules = new LinkedHashMap<>();
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      for (Path folder : folders.toList()) {
        Path file = folder.resolve("pom.xml");
        if (Files.exists(file)) {
          modules.put(Path.of("..").relativize(folder).toString(), module(Files.readString(file)));
        }
      }
    }
    return modules;
  }

  private static Module module(String pom) {
    Module module = new Module(new HashSet<>(), new HashSet<>());
    Matcher dependencies = DEPENDENCY.matcher(pom);
    while (dependencies.find()) {
      String dependency = dependencies.group(1);
      Matcher artifact = ARTIFACT.matcher(dependency);
      if (artifact.find() && !dependency.contains("test-jar")) {
        boolean isTest = dependency.contains(TEST_SCOPE);
        (isTest ? module.testOnly() : module.delivered()).add(artifact.group(1));
      }
    }
    return module;
  }
}
