package io.kuayu.storage.audit;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.storage.access.FolderLock;
import io.kuayu.storage.access.RandomKeyFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An append-only file of JSON lines. Each line holds a keyed hash of itself and of the line before
 * it, so a line that was changed, added or removed breaks the chain. Every entry is on disk before
 * {@link #append} returns. Thread-safe, and several processes may write to one file.
 */
public final class AuditLog {
  static final String START = "0".repeat(64);
  private static final int MAX_LINE_LENGTH = 65_536;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final HashChain chain;

  private AuditLog(Path file, HashChain chain) {
    this.file = file;
    this.chain = chain;
  }

  /** Opens the log in that folder. Its key is created on first use, readable by its owner only. */
  public static AuditLog in(Path folder) {
    return new AuditLog(
        folder.resolve("audit.jsonl"),
        new HashChain(RandomKeyFile.read(folder.resolve("audit.key"))));
  }

  /** The pseudonym of a person: always the same, and useless without the log's key. */
  public String pseudonym(String user) {
    return chain.hash("user\n" + user).substring(0, 32);
  }

  /** Writes an entry. */
  public synchronized void append(AuditEntry entry) {
    // Locks another file: closing any other handle of the log would release a lock on it.
    try (FolderLock _ = FolderLock.take(file.toAbsolutePath().resolveSibling(""));
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Last last = last();
      // A line truncated by a crash was never acknowledged.
      channel.truncate(last.end());
      ObjectNode line = JSON.createObjectNode();
      line.put("sequence", last.sequence() + 1);
      line.put("time", Instant.now().toString());
      line.put("actor", entry.actor());
      line.put("action", entry.action());
      line.put("outcome", entry.outcome());
      ObjectNode details = line.putObject("details");
      new TreeMap<>(entry.details()).forEach(details::put);
      line.put("previous", last.hash());
      line.put("hash", chain.hash(JSON.writeValueAsString(line)));
      byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
      channel.position(last.end());
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads and verifies the whole log, in time linear in its length. */
  public AuditVerification verify() {
    return AuditVerification.of(file, chain);
  }

  /**
   * The last entries, as their JSON lines, oldest first.
   *
   * @param limit how many at most
   */
  public synchronized List<String> latest(int limit) {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      List<String> lines = tail((long) limit * 512 + MAX_LINE_LENGTH).lines();
      return List.copyOf(lines.subList(Math.max(0, lines.size() - limit), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Last last() throws IOException {
    Tail tail = tail(MAX_LINE_LENGTH);
    if (tail.lines().isEmpty()) {
      if (tail.end() > 0) {
        throw new KuayuException(
            ErrorCode.AUDIT_LOG_DAMAGED,
            "the audit log " + file + " is damaged",
            "move it away and keep it for inspection");
      }
      return new Last(0, START, 0);
    }
    var node = JSON.readTree(tail.lines().getLast());
    return new Last(node.path("sequence").asLong(), node.path("hash").asString(), tail.end());
  }

  /** The whole lines among the last bytes of the file. */
  private Tail tail(long bytes) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      long length = access.length();
      long from = Math.max(0, length - bytes);
      byte[] content = new byte[(int) (length - from)];
      access.seek(from);
      access.readFully(content);
      String text = new String(content, StandardCharsets.UTF_8);
      int newline = text.lastIndexOf('\n');
      if (newline < 0) {
        return new Tail(List.of(), from);
      }
      long cutOff = text.substring(newline + 1).getBytes(StandardCharsets.UTF_8).length;
      List<String> lines = new ArrayList<>(text.substring(0, newline).lines().toList());
      if (from > 0) {
        lines.removeFirst();
      }
      return new Tail(List.copyOf(lines), length - cutOff);
    }
  }

  private record Last(long sequence, String hash, long end) {}

  private record Tail(List<String> lines, long end) {}
}
