package io.kuayu.privacy.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConsentTest {
  private static final List<String> DOMAINS = List.of("food", "kitchen", "books");

  @Test
  void aPolicyHoldsUntilThePersonDecidesAndTheLatestDecisionCounts() {
    ConsentPolicy careful = new ConsentPolicy(true, false);
    List<Decision> decisions =
        List.of(
            new Decision("food", "kitchen", Purpose.PERSONALISATION, true),
            new Decision("books", "books", Purpose.TRAINING, true),
            new Decision("books", "books", Purpose.TRAINING, false));
    Permissions permissions = Permissions.of(careful, decisions);
    assertThat(permissions.sources(DOMAINS, "kitchen", Purpose.PERSONALISATION))
        .containsExactly("food", "kitchen");
    assertThat(permissions.sources(DOMAINS, "food", Purpose.PERSONALISATION))
        .containsExactly("food");
    assertThat(permissions.allows("food", "kitchen", Purpose.TRAINING)).isFalse();
    assertThat(permissions.allows("books", "books", Purpose.TRAINING)).isFalse();
    assertThat(Permissions.ALL.allowEverything(DOMAINS, Purpose.TRAINING)).isTrue();
    assertThat(Permissions.NONE.sources(DOMAINS, "food", Purpose.PERSONALISATION)).isEmpty();
  }

  @Test
  void withoutABlockAllIsGrantedAndInOneNothingAcross() {
    assertThat(ConsentPolicy.read(Settings.empty())).isEqualTo(ConsentPolicy.OPEN);
    Setting.Tree block = new Setting.Tree(Map.of(), "test");
    Settings settings = Settings.of(new Setting.Tree(Map.of("consent", block), "test"));
    assertThat(ConsentPolicy.read(settings)).isEqualTo(new ConsentPolicy(true, false));
  }

  @Test
  void modelsReadAPersonTogetherOnlyWhereBothDirectionsAreGranted() {
    List<Decision> oneWay = List.of(new Decision("food", "kitchen", Purpose.TRAINING, true));
    ConsentPolicy careful = new ConsentPolicy(true, false);
    assertThat(Permissions.of(careful, oneWay).joint(DOMAINS))
        .containsExactly(Set.of("food"), Set.of("kitchen"), Set.of("books"));
    List<Decision> both = new ArrayList<>(oneWay);
    both.add(new Decision("kitchen", "food", Purpose.TRAINING, true));
    both.add(new Decision("books", "books", Purpose.TRAINING, false));
    assertThat(Permissions.of(careful, both).joint(DOMAINS))
        .containsExactly(Set.of("food", "kitchen"));
  }

  @Test
  void whoKeepsDomainsApartBecomesOnePersonInEach() {
    Catalogue catalogue = catalogue();
    Interactions all =
        new Interactions(
            List.of("a", "b"),
            new int[] {0, 4, 6},
            new int[] {0, 1, 0, 2, 1, 0},
            new long[] {1, 2, 3, 4, 5, 6},
            new byte[] {0, 0, 1, 2, 0, 0},
            new byte[] {0, 1, 0, 1, 0, 1},
            new float[] {1, 2, 3, 4, 5, 6},
            List.of("view", "buy"));
    assertThat(ConsentedInteractions.of(catalogue, all, _ -> Permissions.ALL)).isSameAs(all);
    List<Decision> apart = List.of(new Decision("kitchen", "food", Purpose.TRAINING, false));
    Interactions left =
        ConsentedInteractions.of(
            catalogue,
            all,
            person -> Permissions.of(ConsentPolicy.OPEN, person.equals("a") ? apart : List.of()));
    assertThat(left.users()).isEqualTo(3);
    assertThat(told(left, 0))
        .containsExactly("0@1 view TRAIN 1.0", "0@3 view VALID 3.0", "2@4 buy TEST 4.0");
    assertThat(told(left, 1)).containsExactly("1@2 buy TRAIN 2.0");
    assertThat(told(left, 2)).hasSize(2);
    assertThat(ConsentedInteractions.of(catalogue, all, _ -> Permissions.NONE).events()).isZero();
  }

  /** One item in each domain. */
  private static Catalogue catalogue() {
    return Catalogue.of(
        DOMAINS,
        DOMAINS.stream()
            .map(domain -> new Item(new ItemKey(domain, "i"), "", "", Map.of()))
            .toList());
  }

  private static List<String> told(Interactions all, int user) {
    List<String> told = new ArrayList<>();
    for (int event = all.begin(user); event < all.end(user); event++) {
      told.add(
          "%d@%d %s %s %s"
              .formatted(
                  all.item(event),
                  all.timestamp(event),
                  all.type(event),
                  all.part(event),
                  all.value(event)));
    }
    return told;
  }

  @Test
  void friendsKeepTheirTiesWhenSomebodyBecomesSeveralPeople() {
    Catalogue catalogue = catalogue();
    Interactions all =
        new Interactions(
                List.of("a", "b"),
                new int[] {0, 2, 3},
                new int[] {0, 1, 2},
                new long[] {1, 2, 3},
                new byte[3],
                new byte[3],
                new float[3],
                List.of("view"))
            .withFriends(
                FriendGraph.of(
                    1, List.of(new FriendGraph.Tie("a", "b"), new FriendGraph.Tie("b", "a"))));
    Permissions within = Permissions.of(new ConsentPolicy(true, false), List.of());
    Interactions left =
        ConsentedInteractions.of(
            catalogue, all, name -> name.equals("a") ? within : Permissions.ALL);
    assertThat(left.users()).isEqualTo(3);
    for (int part = 0; part < 2; part++) {
      assertThat(left.all(part, 9).neighbours().people(2)).isEqualTo(1);
    }
    assertThat(left.all(2, 9).neighbours().people(0)).isEqualTo(1);
    assertThat(left.all(2, 9).neighbours().people(1)).isEqualTo(1);
    Permissions noFood =
        Permissions.of(
            ConsentPolicy.OPEN, List.of(new Decision("food", "food", Purpose.TRAINING, false)));
    Interactions without =
        ConsentedInteractions.of(
            catalogue, all, name -> name.equals("a") ? noFood : Permissions.ALL);
    int b = without.users() - 1;
    assertThat(without.user(b)).isEqualTo("b");
    assertThat(without.all(b, 9).neighbours().people(0)).isZero();
    assertThat(without.all(b, 9).neighbours().people(1)).isEqualTo(1);
  }
}
