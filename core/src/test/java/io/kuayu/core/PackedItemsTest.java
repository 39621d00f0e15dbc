package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.PackedItems.Stretch;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedItemsTest {
  private static final List<String> DOMAINS = List.of("food", "茶");

  private static void add(Stretch stretch, int domain, String... fields) {
    stretch.add(
        domain, bytes(String.join("", fields)), size(fields[0]), size(fields[1]), size(fields[2]));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int size(String text) {
    return bytes(text).length;
  }

  private static PackedItems packed(Stretch... stretches) {
    return new PackedItems(DOMAINS, List.of(stretches), text -> Map.of("raw", text));
  }

  private static String word(SplittableRandom random) {
    return random.ints(random.nextInt(6), 0, 4).mapToObj(n -> "a 茶😀".substring(n, n + 1)).toList()
        + "";
  }

  @Test
  void givesBackWhatWasPacked() {
    for (long seed = 0; seed < 5; seed++) {
      SplittableRandom random = new Seed(seed).random();
      List<Item> items = new ArrayList<>();
      Stretch stretch = new Stretch();
      for (int item = 0; item < 1_500; item++) {
        int domain = random.nextInt(DOMAINS.size());
        String id = item + word(random).replaceAll("\\p{Cs}", "");
        String title = word(random).replaceAll("\\p{Cs}", "");
        String text = word(random).replaceAll("\\p{Cs}", "");
        String rest = random.nextBoolean() ? "" : "x" + item;
        add(stretch, domain, id, title, text, rest);
        items.add(
            new Item(
                new ItemKey(DOMAINS.get(domain), id),
                title,
                text,
                rest.isEmpty() ? Map.of() : Map.of("raw", rest)));
      }
      Catalogue plain = Catalogue.of(DOMAINS, items);
      Catalogue packed = Catalogue.of(DOMAINS, packed(stretch.trimmed()));
      for (int item = 0; item < items.size(); item++) {
        boolean same =
            packed.key(item).equals(plain.key(item))
                && packed.hasText(item) == plain.hasText(item)
                && packed.domainOf(item) == plain.domainOf(item)
                && packed.ordinal(plain.key(item)).orElse(-1) == item;
        assertThat(same).as("seed " + seed + ", " + plain.key(item)).isTrue();
      }
      assertThat(packed.items()).as("seed " + seed).isEqualTo(items);
    }
  }

  @Test
  void keepsContentsBesidesTheText() {
    Content image = new Content(Modality.IMAGE, new ContentSource.InlineBytes(bytes("pixels")));
    Stretch stretch = new Stretch();
    add(stretch, 0, "plain", "", "words", "");
    add(stretch, 0, "shown", "", " ", "");
    stretch.addMedia(List.of(image));
    Catalogue packed = Catalogue.of(DOMAINS, packed(stretch.trimmed()));
    assertThat(packed.hasContent(0, Modality.IMAGE)).isFalse();
    assertThat(packed.hasContent(1, Modality.IMAGE)).isTrue();
    assertThat(packed.hasContent(1, Modality.AUDIO)).isFalse();
    assertThat(packed.hasText(1)).isFalse();
    assertThat(packed.item(0).contents()).containsExactly(Content.text("words"));
    assertThat(packed.item(1).contents()).containsExactly(image);
    assertThat(packed.item(1).content(Modality.IMAGE)).hasValue(image);
    assertThat(packed.item(1).content(Modality.TEXT)).isEmpty();
    assertThat(packed.hasContent(1, Modality.IMAGE)).isTrue();
    Item without = new Item(packed.key(1), "", " ", Map.of());
    assertThat(packed.item(1).hasSameContents(without)).isFalse();
    assertThat(packed.updated(List.of(without)).hasContent(1, Modality.IMAGE)).isFalse();
  }

  @Test
  void joinsStretches() {
    Stretch full = new Stretch();
    for (int item = 0; item < PackedItems.STRETCH; item++) {
      add(full, 0, "f" + item, "", "", "");
    }
    Stretch last = new Stretch();
    add(last, 1, "end", "title", "", "");
    PackedItems items = packed(full, last);
    assertThat(items).hasSize(PackedItems.STRETCH + 1);
    assertThat(items.get(PackedItems.STRETCH - 1).key().id()).isEqualTo("f122879");
    assertThat(items.get(PackedItems.STRETCH).title()).isEqualTo("title");
    assertThatThrownBy(() -> packed(last, full)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesLengthsThatAreNotThere() {
    Stretch stretch = new Stretch();
    assertThatThrownBy(() -> stretch.add(0, bytes("abc"), 2, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stretch.add(0, bytes("abc"), 2, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void growsWhereMoreComesThanWasExpected() {
    Stretch stretch = new Stretch(0, 0);
    byte[] source = bytes("-id茶title-");
    for (int item = 0; item < 3; item++) {
      stretch.field(source, 1, 3);
      stretch.field(source, 3, 6);
      stretch.field(source, 6, 11);
      stretch.field(source, 0, 0);
      stretch.end(1);
    }
    assertThat(packed(stretch.trimmed()))
        .containsOnly(new Item(new ItemKey("茶", "id"), "茶", "title", Map.of()))
        .hasSize(3);
    assertThatThrownBy(() -> stretch.field(source, 3, source.length + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    stretch.field(source, 0, 1);
    assertThatThrownBy(() -> stretch.end(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsLaterFormsOverWhatIsPacked() {
    Stretch stretch = new Stretch();
    add(stretch, 0, "a", "old", "text", "");
    add(stretch, 0, "b", "b", "", "");
    Catalogue first = Catalogue.of(DOMAINS, packed(stretch.trimmed()));
    Item later = new Item(new ItemKey("food", "a"), "new", "", Map.of());
    Item other = new Item(new ItemKey("toys", "a"), "toy", "toy", Map.of());
    Item otherLater = new Item(new ItemKey("toys", "a"), "toy 2", "", Map.of());
    Catalogue second = first.updated(List.of(later, other)).updated(List.of(otherLater));
    assertThat(second.items()).containsExactly(later, first.item(1), otherLater);
    assertThat(second.ordinal(other.key())).hasValue(2);
    assertThat(second.hasText(0)).isFalse();
    assertThat(first.hasText(0)).isTrue();
    assertThat(first.item(0).title()).isEqualTo("old");
    assertThat(second.domains()).containsExactly("food", "茶", "toys");
    assertThatThrownBy(() -> second.with(List.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("toys:a");
  }
}
