package io.kuayu.server.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics of {@code /metrics} in the Prometheus text format. Labels are patterns, never ids.
 */
public final class ServerMetrics implements AutoCloseable {
  private static final Pattern DOMAIN = Pattern.compile("[{,]domain=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  void request(String method, String pattern, int status, Duration took) {
    Timer.builder("kuayu.requests")
        .description("Requests by route and status")
        .tag("method", method)
        .tag("route", pattern)
        .tag("status", Integer.toString(status))
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(10))
        .register(registry)
        .record(took);
  }

  /** Counts something, such as stored events of a domain. */
  public void count(String name, String label, String value, long amount) {
    Counter.builder(name).tag(label, value).register(registry).increment((double) amount);
  }

  /** Registers a gauge that is read at every scrape. */
  public void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(registry);
  }

  /** All measurements in the format of Prometheus. */
  public String text() {
    return registry.scrape();
  }

  /**
   * The same without the counts of some domains.
   *
   * @param isTold whether those of a domain are told
   */
  public String text(Predicate<String> isTold) {
    return text()
        .lines()
        .filter(
            line -> {
              Matcher domain = DOMAIN.matcher(line);
              return !domain.find() || isTold.test(unescaped(domain.group(1)));
            })
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String unescaped(String label) {
    return ESCAPED.matcher(label).replaceAll("$1");
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
