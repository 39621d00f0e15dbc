package io.kuayu.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Recommendation;
import io.kuayu.core.Seed;
import io.kuayu.engine.FixedModel;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.store.MemoryEventStore;
import io.kuayu.engine.store.MemoryItemStore;
import io.kuayu.privacy.consent.Permissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveEngineTest {
  private final MemoryEventStore events = new MemoryEventStore();
  private final MemoryItemStore items = new MemoryItemStore();
  private final LiveEngine engine = new LiveEngine(items, new Seed(1));

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void isReadyOnceAModelIsActive() {
    assertThat(engine.isReady()).isFalse();
    assertThatThrownBy(() -> engine.answer(Person.STRANGER, PersonalRequest.PLAIN))
        .isInstanceOf(KuayuException.class)
        .hasMessage("no model is active yet");
    engine.activate(model(), "fixed/1");
    assertThat(engine.isReady()).isTrue();
    assertThat(engine.answer(Person.STRANGER, PersonalRequest.PLAIN).model()).isEqualTo("fixed/1");
  }

  @Test
  void anEventChangesTheNextList() {
    engine.activate(model(), "fixed/1");
    assertThat(list("u")).containsExactly("a", "b", "c");
    events.append("k", "u", Event.of(new ItemKey("food", "a"), 5));
    assertThat(list("u")).containsExactly("b", "c");
  }

  @Test
  void anItemComesAndGoes() throws Exception {
    engine.activate(model(), "fixed/1");
    ItemKey key = new ItemKey("food", "new");
    upsert(key, "New tea");
    assertThat(list("u")).containsExactly("a", "b", "c", "new");
    engine.delete(List.of(key));
    assertThat(list("u")).containsExactly("a", "b", "c");
    engine.delete(List.of(new ItemKey("food", "a")));
    assertThat(list("u")).containsExactly("b", "c");
    engine.activate(model(), "fixed/2");
    assertThat(list("u")).containsExactly("b", "c");
    upsert(key, "New tea");
    assertThat(list("u")).containsExactly("b", "c", "new");
  }

  @Test
  void aNewTitleIsShown() throws Exception {
    engine.activate(model(), "fixed/1");
    upsert(new ItemKey("food", "b"), "Better");
    assertThat(engine.answer(Person.STRANGER, PersonalRequest.PLAIN).items())
        .extracting(Recommendation::title)
        .containsExactly("a", "Better", "c");
  }

  private void upsert(ItemKey key, String title) throws Exception {
    engine.upsert(List.of(new Item(key, title, title, Map.of()))).get(10, TimeUnit.SECONDS);
  }

  private List<String> list(String user) {
    Person person = Person.of(events.history(user, 100), Permissions.ALL);
    return engine.answer(person, PersonalRequest.PLAIN).items().stream()
        .map(recommendation -> recommendation.item().id())
        .toList();
  }

  private static FixedModel model() {
    return FixedModel.of(List.of("food"), "food:a=9", "food:b=8", "food:c=7");
  }
}
