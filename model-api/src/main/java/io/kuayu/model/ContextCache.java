package io.kuayu.model;

import io.kuayu.core.Context;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Caches values of the last few contexts, because a request asks for each of its domains with one
 * and the same {@link Context}. Contexts are compared by identity. Thread-safe; cached values must
 * be, too.
 */
public final class ContextCache<T> {
  private static final int KEPT = 4;

  private final AtomicReferenceArray<@Nullable Entry<T>> entries = new AtomicReferenceArray<>(KEPT);

  private record Entry<T>(Context context, T value) {}

  /** The cached value of the context, or a new one. */
  public T of(Context context, Function<Context, T> make) {
    int place = System.identityHashCode(context) % KEPT;
    Entry<T> kept = entries.get(place);
    if (kept != null && kept.context == context) {
      return kept.value;
    }
    T value = make.apply(context);
    entries.set(place, new Entry<>(context, value));
    return value;
  }
}
