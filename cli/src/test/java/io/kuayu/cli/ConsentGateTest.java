package io.kuayu.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kuayu.core.Recommender;
import io.kuayu.corpus.Corpus;
import io.kuayu.engine.CandidateScorer;
import io.kuayu.engine.Engine;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.store.EventStore;
import io.kuayu.model.Model;
import io.kuayu.server.WorkspaceServer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What commands, the server and the application answer with passes {@code io.kuayu.engine.consent},
 * whose types ask for permissions. No other way to a model or to stored histories is used.
 */
class ConsentGateTest {
  private static final String[] ABOVE_THE_ENGINE = {
    "io.kuayu.application..", "io.kuayu.server..", "io.kuayu.cli.."
  };

  private static final JavaClasses KUAYU =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.kuayu");

  @Test
  void nobodyAboveTheEngineAsksItWithAHistoryOfTheirOwn() {
    noClasses()
        .that()
        .resideInAnyPackage(ABOVE_THE_ENGINE)
        .should()
        .accessTargetWhere(
            calls(Engine.class, "answer", "explain", "recommend")
                .or(calls(Recommender.class, "recommend"))
                .or(calls(CandidateScorer.class, "score"))
                .or(calls(Model.class, "score", "scoring", "explain")))
        .check(KUAYU);
  }

  @Test
  void storedHistoriesAreReadWherePeopleAreMadeOfThemAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(ABOVE_THE_ENGINE)
        .and()
        .resideOutsideOfPackages("io.kuayu.application.users..")
        .should()
        .accessTargetWhere(calls(EventStore.class, "history"))
        .check(KUAYU);
    noClasses()
        .that()
        .resideInAnyPackage("io.kuayu.server..", "io.kuayu.cli..")
        .should()
        .accessTargetWhere(calls(Corpus.class, "interactions"))
        .check(KUAYU);
  }

  @Test
  void onlyTheApplicationMakesPeopleOfStoredEvents() {
    noClasses()
        .that()
        .resideInAnyPackage("io.kuayu.server..", "io.kuayu.cli..")
        .should()
        .accessTargetWhere(calls(Person.class, "of"))
        .check(KUAYU);
  }

  @Test
  void commandsKnowOfTheServerHowToStartItAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.kuayu.cli..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are inside the server",
                type ->
                    type.getPackageName().startsWith("io.kuayu.server")
                        && !type.getName().equals(WorkspaceServer.class.getName())))
        .check(KUAYU);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... names) {
    Set<String> all = Set.of(names);
    return DescribedPredicate.describe(
        "calls " + owner.getSimpleName() + "." + String.join("/", names),
        access ->
            access.getTargetOwner().isAssignableTo(owner)
                && all.contains(access.getTarget().getName()));
  }
}
