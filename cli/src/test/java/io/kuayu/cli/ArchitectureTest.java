package io.kuayu.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.kuayu.privacy.dp.GaussianNoise;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md draws the same picture: data flow down the list, imports go up it. */
class ArchitectureTest {
  private static final JavaClasses KUAYU =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.kuayu");

  /** Root package of each module, and the modules that it may know. */
  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          Map.entry("core", List.of()),
          Map.entry("media", List.of("core")),
          Map.entry("privacy", List.of("core")),
          Map.entry("corpus", List.of("core", "media", "privacy")),
          Map.entry("model", List.of("core", "privacy")),
          Map.entry("encoders", List.of("core", "media", "model")),
          Map.entry("models", List.of("core", "privacy", "model", "encoders")),
          Map.entry("training", List.of("core", "privacy", "model", "encoders", "models")),
          Map.entry("evaluation", List.of("core", "model")),
          Map.entry("engine", List.of("core", "privacy", "model")),
          Map.entry("chat", List.of("core", "engine")),
          Map.entry("storage", List.of("core", "privacy", "engine")),
          Map.entry("spring", List.of("core", "model", "engine")),
          Map.entry(
              "application",
              List.of(
                  "core",
                  "media",
                  "privacy",
                  "corpus",
                  "model",
                  "evaluation",
                  "engine",
                  "storage")),
          Map.entry(
              "server",
              List.of(
                  "core",
                  "media",
                  "privacy",
                  "corpus",
                  "model",
                  "engine",
                  "storage",
                  "application")),
          Map.entry(
              "cli",
              List.of(
                  "core",
                  "privacy",
                  "corpus",
                  "model",
                  "evaluation",
                  "engine",
                  "storage",
                  "application",
                  "server")));

  @Test
  void modulesKnowThoseAboveThemAlone() {
    LayeredArchitecture layers =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String module : KNOWN.keySet()) {
      // The starter is not on the class path of the commands.
      layers =
          (module.equals("spring") ? layers.optionalLayer(module) : layers.layer(module))
              .definedBy("io.kuayu." + module + "..");
    }
    for (Map.Entry<String, List<String>> module : KNOWN.entrySet()) {
      layers =
          module.getValue().isEmpty()
              ? layers.whereLayer(module.getKey()).mayNotAccessAnyLayer()
              : layers
                  .whereLayer(module.getKey())
                  .mayOnlyAccessLayers(module.getValue().toArray(String[]::new));
    }
    layers.check(KUAYU);
  }

  @Test
  void noPackageIsPartOfACycle() {
    slices().matching("io.kuayu.(**)").should().beFreeOfCycles().check(KUAYU);
  }

  /** What serves must not need what trains: PyTorch is known in one module alone. */
  @Test
  void onlyTrainingKnowsPyTorch() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.kuayu.training..",
            "io.kuayu.encoders.onnx..",
            "io.kuayu.encoders.image..",
            "io.kuayu.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(KUAYU);
  }

  @Test
  void onlyTheEncodersKnowOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.kuayu.encoders.onnx..", "io.kuayu.encoders.network..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(KUAYU);
  }

  @Test
  void onlyTheCorpusKnowsDuckDb() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.kuayu.corpus..", "io.kuayu.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.duckdb..")
        .check(KUAYU);
  }

  @Test
  void onlyChatKnowsLangChain4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kuayu.chat..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.langchain4j..")
        .check(KUAYU);
  }

  @Test
  void noSimpleNameStandsForTwoTypes() {
    Map<String, List<String>> byName =
        KUAYU.stream()
            .filter(type -> type.getEnclosingClass().isEmpty())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(byName.values()).filteredOn(types -> types.size() > 1).isEmpty();
  }

  @Test
  void noiseThatCanBeRepeatedIsForTestsAlone() {
    noClasses()
        .should()
        .callMethod(GaussianNoise.class, "repeatable", double.class, long.class)
        .check(KUAYU);
  }
}
