package io.kuayu.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.Engine;
import io.kuayu.engine.FixedModel;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Request;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The model adds the number of events that it sees to each score, so the gate can be counted. */
class ConsentedEngineTest {
  private static final ItemKey APPLE = new ItemKey("food", "apple");
  private static final ItemKey BREAD = new ItemKey("food", "bread");
  private static final ItemKey POT = new ItemKey("kitchen", "pot");
  private static final ItemKey PAN = new ItemKey("kitchen", "pan");
  private static final Permissions WITHIN =
      Permissions.of(new ConsentPolicy(true, false), List.of());
  private static final History STORED =
      new History(List.of(Event.of(APPLE, 10), Event.of(APPLE, 20), Event.of(POT, 30)));

  private final FixedModel model =
      FixedModel.of(
          List.of("food", "kitchen"),
          "food:apple=0",
          "food:bread=0",
          "kitchen:pot=0",
          "kitchen:pan=0");
  private final PersonalEngine engine = new ConsentedEngine(Engine.of(model));

  @Test
  void listsScoresAndReasonsUseWhatIsAllowedForTheirDomain() {
    Person person = Person.of(STORED, WITHIN);
    assertThat(scores(engine.answer(person, PersonalRequest.PLAIN))).containsExactly(2, 1);
    assertThat(engine.scores(person, PersonalRequest.PLAIN, List.of(PAN, BREAD, APPLE)))
        .containsExactly(1, 2, 2);
    assertThat(reasons(person, BREAD)).containsExactly(APPLE);
    assertThat(reasons(person, PAN)).containsExactly(POT);
    Person open = Person.of(STORED, Permissions.ALL);
    assertThat(scores(engine.answer(open, PersonalRequest.PLAIN))).containsExactly(3, 3);
    assertThat(reasons(open, PAN)).containsExactlyInAnyOrder(APPLE, POT);
  }

  @Test
  void whatTheRequestBringsObeysTheSamePermissions() {
    PersonalRequest request =
        new PersonalRequest(
            List.of(Event.of(APPLE, PersonalRequest.UNTIMED)),
            List.of(Event.of(BREAD, 40)),
            Optional.of(APPLE),
            OptionalLong.empty(),
            10,
            CandidateRules.NONE,
            PersonalRequest.PLAIN.reranking(),
            false,
            Request.AMPLE);
    assertThat(engine.scores(Person.of(STORED, WITHIN), request, List.of(PAN, BREAD)))
        .containsExactly(1, 5);
    assertThat(engine.scores(Person.of(STORED, Permissions.NONE), request, List.of(PAN, BREAD)))
        .containsExactly(0, 0);
    assertThat(engine.scores(Person.of(STORED, WITHIN).withoutStored(), request, List.of(PAN)))
        .containsExactly(0);
    assertThat(engine.scores(Person.STRANGER, request, List.of(PAN))).containsExactly(3);
  }

  @Test
  void consentInOneDirectionIsUsedInThatOneAlone() {
    Permissions permissions =
        Permissions.of(
            new ConsentPolicy(true, false),
            List.of(new Decision("food", "kitchen", Purpose.PERSONALISATION, true)));
    assertThat(
            engine.scores(
                Person.of(STORED, permissions), PersonalRequest.PLAIN, List.of(PAN, BREAD)))
        .containsExactly(3, 2);
  }

  @Test
  void anImpersonalAnswerUsesNothing() {
    Person person = Person.of(STORED, Permissions.ALL).impersonal();
    assertThat(person.isKnown()).isTrue();
    Answer answer = engine.answer(person, PersonalRequest.PLAIN);
    assertThat(answer.items()).extracting(Recommendation::score).containsOnly(0.0);
    assertThat(answer.items()).hasSize(4);
    assertThat(answer.degraded())
        .contains("consent: what happened in food, kitchen is not used for food, kitchen");
  }

  @Test
  void theMomentLeavesLaterEventsOut() {
    PersonalRequest then = PersonalRequest.PLAIN.withMoment(OptionalLong.of(20));
    assertThat(engine.scores(Person.of(STORED, Permissions.ALL), then, List.of(PAN)))
        .containsExactly(1);
  }

  @Test
  void anUnknownDomainIsRefusedWhateverIsAllowed() {
    PersonalRequest request =
        PersonalRequest.PLAIN.withRules(CandidateRules.NONE.withDomains(Set.of("cellar")));
    assertThatThrownBy(() -> engine.answer(Person.of(STORED, Permissions.NONE), request))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("cellar");
  }

  /** Nobody has the events of a person without their permissions. */
  @Test
  void aPersonIsMadeWithPermissionsAndKeepsTheirEvents() {
    assertThat(Person.class.getConstructors()).isEmpty();
    List<Method> open =
        Arrays.stream(Person.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .toList();
    assertThat(open)
        .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
        .allMatch(method -> List.of(method.getParameterTypes()).contains(Permissions.class));
    assertThat(open)
        .extracting(Method::getReturnType)
        .allMatch(type -> type == Person.class || type == boolean.class);
  }

  /** Every way to an answer for somebody asks for the person. */
  @Test
  void noPersonalRequestIsAnsweredWithoutAPerson() {
    Stream.of(PersonalEngine.class, ConsentedEngine.class, ConsentedScorer.class)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .map(method -> List.of(method.getParameterTypes()))
        .forEach(
            types -> {
              assertThat(types).doesNotContain(History.class, Request.class, String.class);
              assertThat(types.contains(PersonalRequest.class))
                  .isEqualTo(types.contains(Person.class));
            });
  }

  private List<ItemKey> reasons(Person person, ItemKey item) {
    return engine.explain(person, PersonalRequest.PLAIN, item).reasons().stream()
        .flatMap(reason -> reason.item().stream())
        .toList();
  }

  private static List<Integer> scores(Answer answer) {
    return answer.items().stream().map(item -> (int) item.score()).toList();
  }
}
