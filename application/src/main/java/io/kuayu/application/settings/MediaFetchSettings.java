package io.kuayu.application.settings;

import io.kuayu.core.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From where a server fetches the images and sounds of items.
 *
 * @param hosts {@code HOST} or {@code HOST:PORT}, in lower case; nothing else is ever asked
 * @param http whether addresses without TLS are fetched, too
 * @param privateAddresses IP addresses of machines that the internet cannot reach and that may be
 *     asked all the same
 * @param timeout of a file, from the first byte sent to the last one received
 */
public record MediaFetchSettings(
    Set<String> hosts, boolean http, Set<String> privateAddresses, Duration timeout) {
  private static final double SECONDS = 5;
  private static final double MAX_SECONDS = 60;
  private static final int MILLISECONDS = 1_000;

  public MediaFetchSettings {
    hosts = Set.copyOf(hosts);
    privateAddresses = Set.copyOf(privateAddresses);
  }

  /** Reads the block {@code server.media-fetch}; empty where it names no host. */
  static Optional<MediaFetchSettings> read(Settings block) {
    List<String> hosts = block.texts("hosts", List.of());
    boolean http = block.flag("http", false);
    List<String> addresses = block.texts("private-addresses", List.of());
    double seconds = block.decimal("timeout", SECONDS, .1, MAX_SECONDS);
    for (String host : hosts) {
      if (!isHost(host)) {
        block.problem(
            "hosts",
            "names '" + host + "', which is no host",
            "write HOST or HOST:PORT, without https:// and without a path");
      }
    }
    return hosts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MediaFetchSettings(
                Set.copyOf(hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList()),
                http,
                Set.copyOf(addresses),
                Duration.ofMillis(Math.round(MILLISECONDS * seconds))));
  }

  private static boolean isHost(String written) {
    try {
      URI address = URI.create("https://" + written);
      return address.getHost() != null && written.equals(address.getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What is in force, by the names of the configuration. */
  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("hosts", hosts.stream().sorted().toList());
    described.put("http", http);
    described.put("private-addresses", privateAddresses.stream().sorted().toList());
    described.put("timeout", timeout.toMillis() / (double) MILLISECONDS);
    return described;
  }
}
