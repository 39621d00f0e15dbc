package io.kuayu.storage.audit;

import io.kuayu.storage.access.FolderLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of verifying a log.
 *
 * @param entries number of entries that are unchanged
 * @param head hash of the last of them; a copy stored elsewhere shows later whether the end of the
 *     log was cut off
 * @param problem the first problem, with its line
 */
public record AuditVerification(long entries, String head, Optional<String> problem) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static AuditVerification of(AuditFiles files, HashChain chain, Optional<AuditMark> noted) {
    Walk walk = new Walk(chain, noted);
    try {
      return walk.through(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes through the files in order. */
  private static final class Walk {
    private final HashChain chain;
    private final Optional<AuditMark> noted;
    private long entries;
    private String head = AuditLog.START;
    private Optional<String> problem = Optional.empty();

    Walk(HashChain chain, Optional<AuditMark> noted) {
      this.chain = chain;
      this.noted = noted;
    }

    AuditVerification through(AuditFiles files) throws IOException {
      List<Path> full = new ArrayList<>();
      Optional<FileChannel> growing = open(files, full);
      for (Path file : full) {
        if (problem.isEmpty()) {
          try (FileChannel channel = FileChannel.open(file)) {
            read(channel, channel.size(), file.getFileName() + " ");
          }
        }
      }
      if (growing.isPresent()) {
        try (FileChannel channel = growing.get()) {
          if (problem.isEmpty()) {
            read(channel, size, "");
          }
        }
      }
      checkEnd();
      return new AuditVerification(entries, head, problem);
    }

    private long size;

    /** Opens the file that grows at a moment at which nobody writes or puts a full file aside. */
    private Optional<FileChannel> open(AuditFiles files, List<Path> full) throws IOException {
      if (!Files.isWritable(files.folder())) {
        return opened(files, full);
      }
      try (FolderLock _ = FolderLock.take(files.folder())) {
        return opened(files, full);
      }
    }

    private Optional<FileChannel> opened(AuditFiles files, List<Path> full) throws IOException {
      full.addAll(files.full());
      if (!Files.exists(files.growing())) {
        return Optional.empty();
      }
      FileChannel channel = FileChannel.open(files.growing());
      size = channel.size();
      return Optional.of(channel);
    }

    private void read(FileChannel channel, long bytes, String place) throws IOException {
      BufferedReader lines =
          new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      long left = bytes;
      int number = 0;
      while (left > 0) {
        String line = lines.readLine();
        if (line == null) {
          return;
        }
        number++;
        left -= line.getBytes(StandardCharsets.UTF_8).length + 1L;
        Optional<String> wrong = problem(line);
        if (wrong.isPresent()) {
          problem = Optional.of(place + "line " + number + " " + wrong.get());
          return;
        }
        head = JSON.readTree(line).get("hash").asString();
        entries++;
        if (noted.isPresent()
            && noted.get().entries() == entries
            && !noted.get().hash().equals(head)) {
          problem =
              Optional.of(
                  place + "line " + number + " is another one than the entry that was noted");
          return;
        }
      }
    }

    private Optional<String> problem(String line) {
      JsonNode node;
      try {
        node = JSON.readTree(line);
      } catch (JacksonException e) {
        return Optional.of("is no entry");
      }
      if (!(node instanceof ObjectNode entry) || !entry.has("hash")) {
        return Optional.of("is no entry");
      }
      if (entry.path("sequence").asLong(-1) != entries + 1
          || !entry.path("previous").asString("").equals(head)) {
        return Optional.of("does not follow the line before it: something is missing or was added");
      }
      String stated = entry.remove("hash").asString("");
      return chain.hash(JSON.writeValueAsString(entry)).equals(stated)
          ? Optional.empty()
          : Optional.of("was changed");
    }

    private void checkEnd() {
      long expected = noted.map(AuditMark::entries).orElse(0L);
      if (problem.isEmpty() && entries < expected) {
        problem =
            Optional.of(
                "the log ends after entry "
                    + entries
                    + ", and it had "
                    + expected
                    + ": its end or its last files are gone");
      }
    }
  }
}
