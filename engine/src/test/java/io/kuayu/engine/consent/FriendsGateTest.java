package io.kuayu.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.engine.Engine;
import io.kuayu.engine.FixedModel;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The model's score of an item is the number of friends that it is told to have taken it. */
class FriendsGateTest {
  private static final ItemKey BREAD = new ItemKey("food", "bread");
  private static final ItemKey PAN = new ItemKey("kitchen", "pan");
  private static final ItemKey MUSTARD = new ItemKey("food", "芥末酱");
  private static final History OWN = new History(List.of(Event.of(PAN, 50)));
  private static final History TAKEN =
      new History(List.of(Event.of(BREAD, 10), Event.of(PAN, 20), Event.of(BREAD, 30)));

  private final PersonalEngine engine = new ConsentedEngine(Engine.of(new CountingModel()));

  private static final class CountingModel implements Model {
    private final Catalogue catalogue =
        Catalogue.of(
            List.of("food", "kitchen"),
            Stream.of(BREAD, MUSTARD, PAN)
                .map(key -> new Item(key, key.id(), "", Map.of()))
                .toList());

    @Override
    public String family() {
      return "counting";
    }

    @Override
    public Catalogue catalogue() {
      return catalogue;
    }

    @Override
    public void score(Context context, int domain, float[] scores) {
      for (int position = 0; position < scores.length; position++) {
        scores[position] = context.neighbours().people(catalogue.ordinals(domain)[position]);
      }
    }

    @Override
    public List<Contribution> explain(Context context, int item) {
      // A blend may trust what few friends took, and even then nobody may learn how few.
      return List.of(Contribution.of(Reason.FRIENDS, 1));
    }

    @Override
    public void save(ModelWriter out) {
      throw new UnsupportedOperationException();
    }
  }

  private static Person asker(int minPeople, Permissions own, Permissions... friends) {
    return Person.of(OWN, own)
        .withFriends(
            new Friends(
                minPeople,
                () ->
                    Stream.of(friends).map(permissions -> Person.of(TAKEN, permissions)).toList()));
  }

  private float[] scores(Person person) {
    return engine.scores(person, PersonalRequest.PLAIN, List.of(BREAD, PAN));
  }

  private static Permissions without(String domain, Purpose purpose) {
    return Permissions.of(
        ConsentPolicy.OPEN, List.of(new Decision(domain, domain, purpose, false)));
  }

  @Test
  void aFriendSpeaksOnlyWhereTheyAllowIt() {
    Permissions all = Permissions.ALL;
    assertThat(scores(asker(1, all, all, all, all))).containsExactly(3, 3);
    Permissions within = Permissions.of(new ConsentPolicy(true, false), List.of());
    assertThat(scores(asker(1, within, all, within, all))).containsExactly(3, 3);
    for (Purpose purpose : Purpose.values()) {
      assertThat(scores(asker(1, all, all, without("food", purpose), all)))
          .as(purpose.written())
          .containsExactly(2, 3);
    }
    assertThat(scores(asker(1, all, Permissions.NONE, Permissions.NONE))).containsExactly(0, 0);
  }

  @Test
  void whoeverLeavesPullsWhatTheOthersTookBelowTheLeastNumber() {
    Permissions all = Permissions.ALL;
    assertThat(scores(asker(3, all, all, all, all))).containsExactly(3, 3);
    assertThat(scores(asker(3, all, all, all, without("food", Purpose.PERSONALISATION))))
        .containsExactly(0, 3);
    assertThat(scores(asker(3, all, all, all))).containsExactly(0, 0);
  }

  @Test
  void thePersonsOwnConsentAndRequestDecideToo() {
    Permissions all = Permissions.ALL;
    assertThat(scores(asker(1, without("food", Purpose.PERSONALISATION), all, all)))
        .containsExactly(0, 2);
    Person person = asker(1, all, all, all);
    assertThat(scores(person.impersonal())).containsExactly(0, 0);
    assertThat(scores(person.withoutStored())).containsExactly(0, 0);
    assertThat(scores(Person.STRANGER)).containsExactly(0, 0);
    PersonalRequest earlier = PersonalRequest.PLAIN.withMoment(OptionalLong.of(20));
    assertThat(engine.scores(person, earlier, List.of(BREAD, PAN)))
        .as("strictly before the moment")
        .containsExactly(2, 0);
  }

  @Test
  void aReasonTellsHowManyFriendsAndNeverFewerThanTheLeastNumber() {
    Permissions all = Permissions.ALL;
    Person person = asker(3, all, all, all, all);
    assertThat(text(person, BREAD)).isEqualTo("3 of your friends chose it in food");
    assertThat(text(asker(3, all, all, all), BREAD))
        .isEqualTo("Few or none of your friends chose it in food");
    assertThat(text(person, MUSTARD)).isEqualTo("您的好友中很少有人在“food”中选择过它");
  }

  private String text(Person person, ItemKey item) {
    Reason reason = engine.explain(person, PersonalRequest.PLAIN, item).reasons().getFirst();
    assertThat(reason.kind()).isEqualTo(Reason.FRIENDS);
    return reason.text();
  }

  @Test
  void aModelThatDoesNotAskReadsNoFriend() {
    Person person =
        Person.of(OWN, Permissions.ALL)
            .withFriends(
                new Friends(
                    1,
                    () -> {
                      throw new AssertionError("friends were read");
                    }));
    Engine other = Engine.of(FixedModel.of(List.of("food"), "food:bread=1"));
    assertThat(new ConsentedEngine(other).answer(person, PersonalRequest.PLAIN).items()).hasSize(1);
  }
}
