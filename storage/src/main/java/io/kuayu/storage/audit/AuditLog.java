package io.kuayu.storage.audit;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.storage.access.FolderLock;
import io.kuayu.storage.access.RandomKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An append-only log of JSON lines. Each line holds a keyed hash of itself and of the line before
 * it, so a line that was changed, added or removed breaks the chain. A full file is put aside under
 * the number of its last entry, and the chain goes on in the next one. Every entry is on disk
 * before {@link #append} returns. Thread-safe, and several processes may write to one log.
 */
public final class AuditLog {
  /** The size in bytes at which a file is full, where nothing else is configured. */
  public static final long FILE_BYTES = 64L << 20;

  static final String START = "0".repeat(64);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AuditFiles files;
  private final HashChain chain;
  private final long fileBytes;

  private AuditLog(AuditFiles files, HashChain chain, long fileBytes) {
    this.files = files;
    this.chain = chain;
    this.fileBytes = fileBytes;
  }

  /** As below, with files of {@link #FILE_BYTES}. */
  public static AuditLog in(Path folder) {
    return in(folder, FILE_BYTES);
  }

  /**
   * Opens the log in that folder. Its key is created on first use, readable by its owner only.
   *
   * @param fileBytes the size at which a file is full; it grows beyond that by less than one entry
   */
  public static AuditLog in(Path folder, long fileBytes) {
    return new AuditLog(
        new AuditFiles(folder),
        new HashChain(RandomKeyFile.read(folder.resolve("audit.key"))),
        fileBytes);
  }

  /** The pseudonym of a person: always the same, and useless without the log's key. */
  public String pseudonym(String user) {
    return chain.hash("user\n" + user).substring(0, 32);
  }

  /**
   * Writes an entry.
   *
   * @throws KuayuException where it cannot be written; then it is not in the log
   */
  public synchronized void append(AuditEntry entry) {
    // Locks another file: closing any other handle of the log would release a lock on it.
    try (FolderLock _ = FolderLock.take(files.folder())) {
      AuditFiles.Last last = files.last();
      if (last.end() >= fileBytes) {
        files.rotate(last);
        last = new AuditFiles.Last(last.sequence(), last.hash(), 0);
      }
      write(entry, last);
    } catch (IOException | UncheckedIOException e) {
      throw new KuayuException(
          ErrorCode.AUDIT_LOG_UNWRITABLE,
          "the audit log cannot be written, so nothing is done that it must record",
          "see that " + files.folder() + " has free space and may be written by this user",
          e);
    }
  }

  private void write(AuditEntry entry, AuditFiles.Last last) throws IOException {
    try (FileChannel channel =
        FileChannel.open(files.growing(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
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
    }
  }

  /** Reads and verifies the whole log, in time linear in its length. */
  public AuditVerification verify() {
    return AuditVerification.of(files, chain, Optional.empty());
  }

  /**
   * As {@link #verify()}; a log whose end was cut off, or whose last files are gone, fails too.
   *
   * @param noted what an earlier verification told
   */
  public AuditVerification verify(AuditMark noted) {
    return AuditVerification.of(files, chain, Optional.of(noted));
  }

  /**
   * The last entries, as their JSON lines, oldest first.
   *
   * @param limit how many at most
   */
  public synchronized List<String> latest(int limit) {
    try {
      return files.latest(limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
