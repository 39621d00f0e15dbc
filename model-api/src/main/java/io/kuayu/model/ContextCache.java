package io.kuayu.model;

import io.kuayu.core.Context;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was worked out for the last few contexts, because a request asks for each of its
 * domains with one and the same {@link Context}. Contexts are told apart by identity. Thread-safe;
 * what is kept must be, too.
 */
public final class ContextCache<T> {
  private static final int KEPT = 4;

  private final AtomicReferenceArray<@Nullable Entry<T>> entries = new AtomicReferenceArray<>(KEPT);

  private record Entry<T>(Context context, T value) {}

  /** What was kept for the context, or what is made of it now. */
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
