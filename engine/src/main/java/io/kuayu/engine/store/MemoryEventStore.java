package io.kuayu.engine.store;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps events in memory only; they are lost with the process. For tests and short-lived embedding.
 */
public final class MemoryEventStore implements EventStore {
  private final Map<String, List<StoredEvent>> byUser = new HashMap<>();
  private final Set<Named> keys = new HashSet<>();

  private record Named(String user, String key) {}

  @Override
  public synchronized List<Boolean> append(List<StoredEvent> events) {
    List<Boolean> stored = new ArrayList<>();
    for (StoredEvent event : events) {
      boolean isNew = keys.add(new Named(event.user(), event.key()));
      stored.add(isNew);
      if (isNew) {
        insert(byUser.computeIfAbsent(event.user(), user -> new ArrayList<>()), event);
      }
    }
    return stored;
  }

  private static void insert(List<StoredEvent> events, StoredEvent event) {
    int at = events.size();
    while (at > 0 && events.get(at - 1).event().timestamp() > event.event().timestamp()) {
      at--;
    }
    events.add(at, event);
  }

  @Override
  public synchronized History history(String user, int limit) {
    List<StoredEvent> events = byUser.getOrDefault(user, List.of());
    return new History(
        events.subList(Math.max(0, events.size() - limit), events.size()).stream()
            .map(StoredEvent::event)
            .toList());
  }

  @Override
  public synchronized List<StoredEvent> export(String user) {
    return List.copyOf(byUser.getOrDefault(user, List.of()));
  }

  @Override
  public synchronized Optional<Event> find(String user, String key) {
    return export(user).stream()
        .filter(event -> event.key().equals(key))
        .map(StoredEvent::event)
        .findFirst();
  }

  @Override
  public synchronized long erase(String user) {
    List<StoredEvent> events = byUser.remove(user);
    if (events == null) {
      return 0;
    }
    events.forEach(event -> keys.remove(new Named(user, event.key())));
    return events.size();
  }

  @Override
  public synchronized long events() {
    return keys.size();
  }

  @Override
  public synchronized long users() {
    return byUser.size();
  }

  @Override
  public void close() {}
}
