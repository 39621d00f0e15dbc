package io.kuayu.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.content.Modality;
import io.kuayu.engine.catalogue.DeletedItems;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.model.Contribution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reasons that are about looks and sounds. */
class ReasonBuilderTest {
  private static final Item TEA = item("t", "Tea");
  private static final Item POT = item("p", "Pot");
  private static final Item SONG = item("s", "Song");
  private static final Item CHINESE = item("c", "绿茶");

  private static Item item(String id, String title) {
    return new Item(new ItemKey("shop", id), title, "", Map.of());
  }

  private static List<Reason> reasons(Item recommended, Contribution... contributions) {
    Catalogue catalogue = Catalogue.of(List.of("shop"), List.of(TEA, POT, SONG, CHINESE));
    List<Event> events =
        List.of(
            new Event(TEA.key(), 1, "purchase", 1),
            new Event(POT.key(), 2, "purchase", 1),
            new Event(SONG.key(), 3, "play", 1));
    ResolvedHistory history =
        new ResolvedHistory(
            new Context(new int[] {0, 1, 2}, new long[] {1, 2, 3}, 4), events, List.of());
    return new ReasonBuilder(
            catalogue, new ItemTerms(catalogue), new DeletedItems(catalogue.size()))
        .of(
            history,
            catalogue.ordinal(recommended.key()).orElseThrow(),
            1,
            List.of(contributions),
            Map.of(),
            new HashMap<>())
        .reasons();
  }

  @Test
  void whatLooksOrSoundsAlikeIsSaidSo() {
    List<Reason> reasons =
        reasons(
            TEA,
            Contribution.ofEvent(1, .5).in(Modality.IMAGE),
            Contribution.ofEvent(2, .3).in(Modality.AUDIO),
            Contribution.ofEvent(0, .2));
    assertThat(reasons)
        .extracting(Reason::text)
        .containsExactly(
            "Looks like “Pot” in shop",
            "Sounds like “Song” in shop",
            "Because you bought “Tea” in shop");
    assertThat(reasons)
        .extracting(Reason::modality)
        .containsExactly(
            Optional.of(Modality.IMAGE), Optional.of(Modality.AUDIO), Optional.empty());
  }

  @Test
  void whatSpeaksAgainstIsNoLikeness() {
    Reason reason = reasons(TEA, Contribution.ofEvent(1, -.5).in(Modality.IMAGE)).getFirst();
    assertThat(reason.text()).startsWith("Although you bought");
    assertThat(reason.modality()).isEmpty();
  }

  @Test
  void chineseItemsAreToldInChinese() {
    assertThat(reasons(CHINESE, Contribution.ofEvent(1, 1).in(Modality.IMAGE)))
        .extracting(Reason::text)
        .containsExactly("看起来像“shop”中的《Pot》");
    assertThat(reasons(CHINESE, Contribution.ofEvent(2, 1).in(Modality.AUDIO)))
        .extracting(Reason::text)
        .containsExactly("听起来像“shop”中的《Song》");
  }
}
