package io.kuayu.application.settings;

import io.kuayu.core.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many connections a server keeps, and how long it waits on each of them.
 *
 * @param max connections that are open at one time; beyond it, the connection that has waited
 *     longest without a request gives way
 * @param headerTimeout from the first byte of a request, or from the connection's begin, to the end
 *     of its headers, a TLS handshake included
 * @param bodyTimeout for each started mebibyte of a body
 * @param idleTimeout between requests, and for a client that does not read its response
 * @param drain how long a stopping server waits for the requests that have begun
 */
public record ConnectionSettings(
    int max, Duration headerTimeout, Duration bodyTimeout, Duration idleTimeout, Duration drain) {
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          2_048,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(10));

  private static final int MAX_CONNECTIONS = 1_000_000;
  private static final double MIN_SECONDS = .01;
  private static final double MAX_SECONDS = 3_600;
  private static final int MILLISECONDS = 1_000;

  /** Reads the block {@code server.connections}; what it does not set is as in {@link #DEFAULT}. */
  public static ConnectionSettings read(Settings block) {
    return new ConnectionSettings(
        block.whole("max", DEFAULT.max, 1, MAX_CONNECTIONS),
        seconds(block, "header-timeout", DEFAULT.headerTimeout),
        seconds(block, "body-timeout", DEFAULT.bodyTimeout),
        seconds(block, "idle-timeout", DEFAULT.idleTimeout),
        seconds(block, "drain", DEFAULT.drain));
  }

  private static Duration seconds(Settings block, String key, Duration defaultValue) {
    return Duration.ofMillis(
        Math.round(
            MILLISECONDS * block.decimal(key, written(defaultValue), MIN_SECONDS, MAX_SECONDS)));
  }

  private static double written(Duration time) {
    return time.toMillis() / (double) MILLISECONDS;
  }

  /** What is in force, by the names of the configuration; times are in seconds. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("max", max);
    described.put("header-timeout", written(headerTimeout));
    described.put("body-timeout", written(bodyTimeout));
    described.put("idle-timeout", written(idleTimeout));
    described.put("drain", written(drain));
    return described;
  }
}
