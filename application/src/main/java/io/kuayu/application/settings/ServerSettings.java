package io.kuayu.application.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.storage.audit.AuditLog;
import io.kuayu.storage.sql.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a server runs.
 *
 * @param host the address that it is bound to; one of this machine alone unless keys exist
 * @param port 0 for any free one
 * @param store where events and items are kept
 * @param access the folder of keys and of the audit log
 * @param tokens whose tokens are accepted, where any are
 * @param limits of requests
 * @param connections how many, and how long each may wait
 * @param tls the certificate for HTTPS, where there is one
 * @param warmUp how long the server may ask itself before it is ready; it stops when answers come
 *     no quicker
 * @param auditFileBytes the size at which a file of the audit log is full
 * @param mcp whether agents are answered over the Model Context Protocol
 * @param mediaFetch from where images and sounds of items are fetched, if from anywhere
 */
public record ServerSettings(
    String host,
    int port,
    StoreSettings store,
    Path access,
    Optional<TokenSettings> tokens,
    RequestLimits limits,
    ConnectionSettings connections,
    Optional<TlsSettings> tls,
    Duration warmUp,
    long auditFileBytes,
    boolean mcp,
    Optional<MediaFetchSettings> mediaFetch) {
  /** Seconds of the warm-up at most, where nothing is said. */
  public static final double WARM_UP = 10;

  public static final String LOOPBACK = "127.0.0.1";
  public static final int PORT = 8080;

  private static final int HIGHEST_PORT = 65_535;
  private static final double MAX_WARM_UP = 600;
  private static final int MILLISECONDS = 1_000;
  private static final int MIN_AUDIT_BYTES = 1 << 16;

  /**
   * Reads the block {@code server} of a configuration.
   *
   * @param folder where relative paths start
   * @param workdir where keys, the audit log and, if nothing else is said, the store are
   */
  public static ServerSettings read(Settings block, Path folder, Path workdir) {
    Path file = workdir.resolve("store").resolve("kuayu.db");
    return new ServerSettings(
        block.text("host", LOOPBACK),
        block.whole("port", PORT, 0, HIGHEST_PORT),
        StoreSettings.read(block.at("store"), folder, file),
        workdir.resolve("access"),
        TokenSettings.read(block.at("jwt"), folder),
        RequestLimits.read(block.at("limits")),
        ConnectionSettings.read(block.at("connections")),
        TlsSettings.read(block.at("tls"), folder),
        Duration.ofMillis(
            Math.round(MILLISECONDS * block.decimal("warm-up", WARM_UP, 0, MAX_WARM_UP))),
        block
            .at("audit")
            .whole("file-bytes", (int) AuditLog.FILE_BYTES, MIN_AUDIT_BYTES, Integer.MAX_VALUE),
        block.flag("mcp", false),
        MediaFetchSettings.read(block.at("media-fetch")));
  }

  /** The audit log, beside the keys. */
  public AuditLog auditLog() {
    return AuditLog.in(access, auditFileBytes);
  }

  /** The same at another address. */
  public ServerSettings at(String otherHost, int otherPort) {
    return with(otherHost, otherPort, limits, connections, tls, mcp, mediaFetch);
  }

  /** How its addresses begin: {@code http} or {@code https}. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }

  /** The same with other limits of requests. */
  public ServerSettings with(RequestLimits other) {
    return with(host, port, other, connections, tls, mcp, mediaFetch);
  }

  /** The same with other limits of connections. */
  public ServerSettings with(ConnectionSettings other) {
    return with(host, port, limits, other, tls, mcp, mediaFetch);
  }

  /** The same over HTTPS. */
  public ServerSettings with(TlsSettings other) {
    return with(host, port, limits, connections, Optional.of(other), mcp, mediaFetch);
  }

  /** The same with or without an endpoint for agents. */
  public ServerSettings withMcp(boolean isOn) {
    return with(host, port, limits, connections, tls, isOn, mediaFetch);
  }

  /** The same, fetching images and sounds from there. */
  public ServerSettings with(MediaFetchSettings fetch) {
    return with(host, port, limits, connections, tls, mcp, Optional.of(fetch));
  }

  private ServerSettings with(
      String address,
      int number,
      RequestLimits requests,
      ConnectionSettings sockets,
      Optional<TlsSettings> certificate,
      boolean isForAgents,
      Optional<MediaFetchSettings> fetch) {
    return new ServerSettings(
        address,
        number,
        store,
        access,
        tokens,
        requests,
        sockets,
        certificate,
        warmUp,
        auditFileBytes,
        isForAgents,
        fetch);
  }

  /** What is in force, by the names of the configuration; without secrets. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("host", host);
    described.put("port", port);
    described.put("store", store.describe());
    tokens.ifPresent(some -> described.put("jwt", some.described()));
    described.put("limits", limits.described());
    described.put("connections", connections.described());
    tls.ifPresent(some -> described.put("tls", some.described()));
    described.put("warm-up", warmUp.toMillis() / (double) MILLISECONDS);
    described.put("audit", Map.of("file-bytes", auditFileBytes));
    described.put("mcp", mcp);
    mediaFetch.ifPresent(some -> described.put("media-fetch", some.described()));
    return described;
  }
}
