package io.kuayu.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kuayu.privacy.dp.GaussianNoise;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md draws the same picture: data flow down the list, imports go up it. */
class ArchitectureTest {
  private static final JavaClasses KUAYU =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.kuayu");

  @Test
  void modulesKnowThoseAboveThemAlone() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("io.kuayu.core..")
        .layer("privacy")
        .definedBy("io.kuayu.privacy..")
        .layer("corpus")
        .definedBy("io.kuayu.corpus..")
        .layer("encoders")
        .definedBy("io.kuayu.encoders..")
        .layer("models")
        .definedBy("io.kuayu.models..")
        .layer("evaluation")
        .definedBy("io.kuayu.evaluation..")
        .layer("engine")
        .definedBy("io.kuayu.engine..")
        .layer("server")
        .definedBy("io.kuayu.server..")
        .layer("cli")
        .definedBy("io.kuayu.cli..")
        .whereLayer("privacy")
        .mayOnlyAccessLayers("core")
        .whereLayer("corpus")
        .mayOnlyAccessLayers("core", "privacy")
        .whereLayer("encoders")
        .mayOnlyAccessLayers("core", "corpus")
        .whereLayer("models")
        .mayOnlyAccessLayers("core", "privacy", "corpus", "encoders")
        .whereLayer("evaluation")
        .mayOnlyAccessLayers("core", "corpus", "models")
        .whereLayer("engine")
        .mayOnlyAccessLayers("core", "privacy", "corpus", "encoders", "models")
        .whereLayer("server")
        .mayOnlyAccessLayers("core", "privacy", "corpus", "models", "engine")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(KUAYU);
  }

  @Test
  void noiseThatCanBeRepeatedIsForTestsAlone() {
    noClasses()
        .should()
        .callMethod(GaussianNoise.class, "repeatable", double.class, long.class)
        .check(KUAYU);
  }

  @Test
  void noModuleIsPartOfACircle() {
    slices().matching("io.kuayu.(*)..").should().beFreeOfCycles().check(KUAYU);
  }

  @Test
  void noPackageOfTheCommandsIsPartOfACircle() {
    slices().matching("io.kuayu.cli.(*)..").should().beFreeOfCycles().check(KUAYU);
  }
}
