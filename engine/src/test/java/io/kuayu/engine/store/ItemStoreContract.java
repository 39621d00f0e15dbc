package io.kuayu.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every item store must do; each implementation's test extends this. */
public abstract class ItemStoreContract {
  private ItemStore store;

  /** An empty store. */
  protected abstract ItemStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void beginsEmpty() {
    assertThat(store.changes()).isEmpty();
  }

  @Test
  void keepsTheLastChangeOfEachItemInTheOrderOfStoring() {
    ItemChange first = upserted("a", "Green tea");
    ItemChange second = upserted("b", "Kettle");
    ItemChange third = upserted("a", "Black tea");
    store.apply(List.of(first, second));
    store.apply(List.of(third));
    assertThat(store.changes()).containsExactly(second, third);
  }

  @Test
  void keepsDeletionsUntilTheItemComesAgain() {
    ItemChange gone = new ItemChange.Deleted(new ItemKey("food", "a"));
    store.apply(List.of(upserted("a", "Green tea"), gone));
    assertThat(store.changes()).containsExactly(gone);
    ItemChange again = upserted("a", "Black tea");
    store.apply(List.of(again));
    assertThat(store.changes()).containsExactly(again);
  }

  @Test
  void keepsImagesAndSoundsOfTheLastChange() {
    Content image = new Content(Modality.IMAGE, new ContentSource.InlineBytes(new byte[] {1, -1}));
    Content audio = new Content(Modality.AUDIO, new ContentSource.InlineBytes(new byte[2_000]));
    ItemKey key = new ItemKey("food", "a");
    ItemChange both =
        new ItemChange.Upserted(new Item(key, "Tea", "Tea", Map.of(), List.of(image, audio)));
    store.apply(List.of(upserted("b", "Kettle"), both));
    assertThat(store.changes()).hasSize(2).contains(both);
    ItemChange one = new ItemChange.Upserted(new Item(key, "Tea", "Tea", Map.of(), List.of(audio)));
    store.apply(List.of(one));
    assertThat(store.changes()).hasSize(2).contains(one);
    ItemChange none = upserted("a", "Tea");
    store.apply(List.of(none));
    assertThat(store.changes()).hasSize(2).contains(none);
  }

  @Test
  void tellsWhatWasStoredSince() {
    store.apply(List.of(upserted("a", "Green tea"), upserted("b", "Kettle")));
    ItemStore.Recent all = store.since(0);
    assertThat(all.changes()).isEqualTo(store.changes());
    assertThat(store.since(all.number())).isEqualTo(new ItemStore.Recent(all.number(), List.of()));
    ItemChange changed = upserted("a", "Black tea");
    ItemChange gone = new ItemChange.Deleted(new ItemKey("food", "b"));
    store.apply(List.of(gone));
    store.apply(List.of(changed));
    ItemStore.Recent later = store.since(all.number());
    assertThat(later.changes()).containsExactly(gone, changed);
    assertThat(store.since(later.number()).changes()).isEmpty();
  }

  @Test
  void keepsEveryFieldAsItIs() {
    ItemChange nasty =
        new ItemChange.Upserted(
            new Item(
                new ItemKey("'; drop table items; --", "用户\uD83D\uDE00"),
                "<script>alert(1)</script>",
                "line\nline\tend",
                Map.of("price", "12.5", "a \"b\"", "", "", "empty name")));
    store.apply(List.of(nasty));
    assertThat(store.changes()).containsExactly(nasty);
  }

  private static ItemChange upserted(String id, String title) {
    return new ItemChange.Upserted(new Item(new ItemKey("food", id), title, title, Map.of()));
  }
}
