package io.kuayu.storage.audit;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The files of an audit log: {@code audit.jsonl}, which grows, and full ones before it. A full one
 * is named by the number of its last entry, so that the order of names is the order of entries.
 *
 * @param folder that holds them
 */
record AuditFiles(Path folder) {
  private static final int MAX_LINE_LENGTH = 65_536;
  private static final int MEAN_LINE_LENGTH = 512;
  private static final String PREFIX = "audit-";
  private static final String SUFFIX = ".jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The last entry.
   *
   * @param end where the next entry goes in the file that grows
   */
  record Last(long sequence, String hash, long end) {}

  private record Tail(List<String> lines, long end) {}

  Path growing() {
    return folder.resolve("audit" + SUFFIX);
  }

  /** The full files, oldest first. */
  List<Path> full() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isFull(String.valueOf(file.getFileName()))).sorted().toList();
    }
  }

  private static boolean isFull(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Gives the file that grows the name of a full one. */
  void rotate(Last last) throws IOException {
    try (FileChannel channel = FileChannel.open(growing(), StandardOpenOption.WRITE)) {
      channel.truncate(last.end());
      channel.force(true);
    }
    Path full = folder.resolve("%s%012d%s".formatted(PREFIX, last.sequence(), SUFFIX));
    Files.move(growing(), full, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  Last last() throws IOException {
    Tail tail = Files.exists(growing()) ? tail(growing(), MAX_LINE_LENGTH) : new Tail(List.of(), 0);
    if (!tail.lines().isEmpty()) {
      return last(tail);
    }
    if (tail.end() > 0) {
      throw damaged(growing());
    }
    List<Path> full = full();
    if (full.isEmpty()) {
      return new Last(0, AuditLog.START, 0);
    }
    Tail before = tail(full.getLast(), MAX_LINE_LENGTH);
    if (before.lines().isEmpty()) {
      throw damaged(full.getLast());
    }
    Last last = last(before);
    return new Last(last.sequence(), last.hash(), 0);
  }

  private Last last(Tail tail) {
    try {
      JsonNode node = JSON.readTree(tail.lines().getLast());
      return new Last(
          node.required("sequence").asLong(), node.required("hash").asString(), tail.end());
    } catch (JacksonException | IllegalArgumentException e) {
      throw damaged(growing());
    }
  }

  private static KuayuException damaged(Path file) {
    return new KuayuException(
        ErrorCode.AUDIT_LOG_DAMAGED,
        "the audit log " + file + " is damaged",
        "move it away and keep it for inspection");
  }

  /** The last lines of all files, oldest first. */
  List<String> latest(int limit) throws IOException {
    List<Path> files = new ArrayList<>(full());
    if (Files.exists(growing())) {
      files.add(growing());
    }
    List<String> latest = List.of();
    for (int file = files.size() - 1; file >= 0 && latest.size() < limit; file--) {
      List<String> lines =
          new ArrayList<>(
              tail(files.get(file), (long) limit * MEAN_LINE_LENGTH + MAX_LINE_LENGTH).lines());
      lines.addAll(latest);
      latest = lines;
    }
    return List.copyOf(latest.subList(Math.max(0, latest.size() - limit), latest.size()));
  }

  /** The whole lines among the last bytes of a file. */
  private static Tail tail(Path file, long bytes) throws IOException {
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
}
