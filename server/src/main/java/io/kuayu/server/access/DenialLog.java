package io.kuayu.server.access;

import io.kuayu.core.KuayuException;
import io.kuayu.storage.audit.AuditEntry;
import io.kuayu.storage.audit.AuditLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records refused requests in the audit log without letting their senders fill the disk. The first
 * refusal of a source is recorded at once, and further ones as one entry per source and minute with
 * a {@code count}. A source is the address of somebody unknown, or a known caller at one route.
 * When {@value #MAX_SOURCES} sources are tracked, all others share one entry. Addresses are written
 * as pseudonyms. Thread-safe.
 */
public final class DenialLog implements AutoCloseable {
  /** Who is refused before they are known. */
  public static final String ANYBODY = "anybody";

  private static final Logger LOG = LoggerFactory.getLogger(DenialLog.class);
  private static final int MAX_SOURCES = 256;
  private static final long WINDOW_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);
  private static final long CHECK_SECONDS = 5;
  private static final String REQUESTS = "requests";
  private static final Source OTHERS = new Source("others", "", REQUESTS, "");

  private final AuditLog audit;
  private final LongSupplier nanoseconds;
  private final Map<Source, Window> windows = new HashMap<>();
  private final ScheduledExecutorService timer;

  public DenialLog(AuditLog audit) {
    this(audit, System::nanoTime);
    var _ =
        timer.scheduleWithFixedDelay(
            this::summarise, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Without a timer.
   *
   * @param nanoseconds a clock
   */
  DenialLog(AuditLog audit, LongSupplier nanoseconds) {
    this.audit = audit;
    this.nanoseconds = nanoseconds;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("denials").factory());
  }

  private record Source(String actor, String address, String action, String code) {}

  /** What a source was refused since its last entry. */
  private static final class Window {
    private long begin;
    private long count;

    Window(long begin) {
      this.begin = begin;
    }
  }

  /**
   * Records a refusal. It takes effect whether or not the log can be written.
   *
   * @param actor the caller's name, or {@link #ANYBODY}
   * @param address that the request came from
   * @param action the route that was asked for
   * @param code of the problem that the caller was told
   */
  public void record(String actor, String address, String action, String code, String requestId) {
    boolean known = !actor.equals(ANYBODY);
    Source source =
        known
            ? new Source(actor, "", action, code)
            : new Source(actor, audit.pseudonym("address\n" + address), REQUESTS, code);
    if (isFirst(source)) {
      Map<String, String> details = new TreeMap<>(Map.of("code", code, "request", requestId));
      if (!known) {
        details.put("address", source.address());
      }
      append(new AuditEntry(actor, action, "denied", details));
    }
  }

  private synchronized boolean isFirst(Source source) {
    Window window = windows.get(source);
    if (window == null && windows.size() < MAX_SOURCES) {
      windows.put(source, new Window(nanoseconds.getAsLong()));
      return true;
    }
    if (window == null) {
      window = windows.computeIfAbsent(OTHERS, _ -> new Window(nanoseconds.getAsLong()));
    }
    window.count++;
    return false;
  }

  /** Records the counts of the sources whose minute is over, and forgets those that were quiet. */
  void summarise() {
    due(false).forEach(this::append);
  }

  private synchronized List<AuditEntry> due(boolean all) {
    long now = nanoseconds.getAsLong();
    List<AuditEntry> due = new ArrayList<>();
    windows
        .entrySet()
        .removeIf(
            entry -> {
              Window window = entry.getValue();
              if (!all && now - window.begin < WINDOW_NANOSECONDS) {
                return false;
              }
              if (window.count == 0) {
                return true;
              }
              due.add(summary(entry.getKey(), window, now));
              window.begin = now;
              window.count = 0;
              return all;
            });
    return due;
  }

  private static AuditEntry summary(Source source, Window window, long now) {
    Map<String, String> details = new TreeMap<>();
    Optional.of(source.code())
        .filter(code -> !code.isEmpty())
        .ifPresent(c -> details.put("code", c));
    if (!source.address().isEmpty()) {
      details.put("address", source.address());
    }
    details.put("count", String.valueOf(window.count));
    details.put("seconds", String.valueOf(TimeUnit.NANOSECONDS.toSeconds(now - window.begin)));
    return new AuditEntry(source.actor(), source.action(), "denied", details);
  }

  private void append(AuditEntry entry) {
    try {
      audit.append(entry);
    } catch (KuayuException failure) {
      LOG.error("a refusal is not in the audit log: {}", failure.code().text());
    }
  }

  /** Records the counts that are not in the log yet. */
  @Override
  public void close() {
    timer.shutdownNow();
    due(true).forEach(this::append);
  }
}
