package io.kuayu.storage.access;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.privacy.key.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The file of keys, readable by its owner only and always replaced as a whole. Thread-safe. */
final class ApiKeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK =
      "Keys were made for this server: without keys.json it lets nobody in.\n";
  private static final long CHECK_INTERVAL_NANOSECONDS = 500_000_000;
  private static final Stamp NEVER = new Stamp(FileTime.fromMillis(0), 0, "");

  private final Path file;
  private Stamp read = NEVER;
  private long checkedAt;
  private volatile List<ApiKey> keys = List.of();

  ApiKeyFile(Path file) {
    this.file = file;
    checkedAt = System.nanoTime() - 2 * CHECK_INTERVAL_NANOSECONDS;
  }

  List<ApiKey> keys() {
    synchronized (this) {
      if (System.nanoTime() - checkedAt > CHECK_INTERVAL_NANOSECONDS) {
        refresh();
      }
      return keys;
    }
  }

  /** The current keys; costs a check of the file's modification time. */
  List<ApiKey> currentKeys() {
    synchronized (this) {
      refresh();
      return keys;
    }
  }

  void change(UnaryOperator<List<ApiKey>> change) {
    synchronized (this) {
      try (FolderLock _ = FolderLock.take(file.toAbsolutePath().resolveSibling(""))) {
        read = NEVER;
        load();
        List<ApiKey> changed = List.copyOf(change.apply(keys));
        OwnerOnlyFiles.replace(file, JSON.writeValueAsBytes(json(changed)));
        mark();
        read = NEVER;
        refresh();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads the file where it has changed; a missing or empty file never opens a server. */
  private void refresh() {
    load();
    if (!keys.isEmpty()) {
      mark();
    } else if (Files.exists(marker())) {
      throw new KuayuException(
          ErrorCode.API_KEYS_MISSING,
          "keys were made for this server, but the file of keys " + file + " has none",
          "restore it from a copy, or make a key by: kuayu keys create; to let in everybody on"
              + " this machine without a key, delete "
              + marker()
              + " too");
    }
  }

  private Path marker() {
    return file.resolveSibling("keys.required");
  }

  /** Leaves a file that outlives the file of keys. */
  private void mark() {
    if (Files.exists(marker())) {
      return;
    }
    try {
      OwnerOnlyFiles.replace(marker(), MARK.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", marker(), e.getClass().getSimpleName());
    }
  }

  private void load() {
    checkedAt = System.nanoTime();
    try {
      if (!Files.exists(file)) {
        return;
      }
      Stamp stamp = Stamp.of(file);
      if (!stamp.equals(read)) {
        if (OwnerOnlyFiles.narrow(file, "file of keys")) {
          LOG.warn("others could read {}: now its owner alone may", file);
        }
        keys = parse(Files.readAllBytes(file));
        read = stamp;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Distinguishes states of the file, even where two were written in one clock tick. */
  private record Stamp(FileTime modified, long size, String file) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }
  }

  private List<ApiKey> parse(byte[] content) {
    try {
      List<ApiKey> found = new ArrayList<>();
      for (JsonNode key : JSON.readTree(content).path("keys")) {
        found.add(key(key));
      }
      return List.copyOf(found);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new KuayuException(
          ErrorCode.SECRET_FILE_DAMAGED,
          "the file of keys " + file + " is damaged",
          "restore it from a copy; nobody is let in");
    }
  }

  private static ApiKey key(JsonNode key) {
    Set<Grant> grants = new LinkedHashSet<>();
    key.required("grants").forEach(grant -> grants.add(Grant.parse(grant.asString())));
    return new ApiKey(
        key.required("id").asString(),
        key.required("name").asString(),
        key.required("hash").asString(),
        grants,
        Instant.parse(key.required("created").asString()),
        moment(key, "expires"),
        moment(key, "revoked"));
  }

  private static Optional<Instant> moment(JsonNode key, String name) {
    return key.has(name) ? Optional.of(Instant.parse(key.get(name).asString())) : Optional.empty();
  }

  private static ObjectNode json(List<ApiKey> keys) {
    ObjectNode root = JSON.createObjectNode().put("version", 1);
    ArrayNode list = root.putArray("keys");
    for (ApiKey key : keys) {
      ObjectNode node = list.addObject();
      node.put("id", key.id()).put("name", key.name()).put("hash", key.hash());
      ArrayNode grants = node.putArray("grants");
      key.grants().stream().map(Grant::toString).sorted().forEach(grants::add);
      node.put("created", key.created().toString());
      key.expires().ifPresent(moment -> node.put("expires", moment.toString()));
      key.revoked().ifPresent(moment -> node.put("revoked", moment.toString()));
    }
    return root;
  }
}
