package io.kuayu.storage.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static AuditVerification of(Path file, HashChain chain) {
    long entries = 0;
    String head = AuditLog.START;
    if (!Files.exists(file)) {
      return new AuditVerification(0, head, Optional.empty());
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<String> problem = problem(line, entries, head, chain);
        if (problem.isPresent()) {
          return new AuditVerification(
              entries, head, Optional.of("line " + (entries + 1) + " " + problem.get()));
        }
        head = JSON.readTree(line).get("hash").asString();
        entries++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AuditVerification(entries, head, Optional.empty());
  }

  private static Optional<String> problem(String line, long before, String head, HashChain chain) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      return Optional.of("is no entry");
    }
    if (!(node instanceof ObjectNode entry) || !entry.has("hash")) {
      return Optional.of("is no entry");
    }
    if (entry.path("sequence").asLong(-1) != before + 1
        || !entry.path("previous").asString("").equals(head)) {
      return Optional.of("does not follow the line before it: something is missing or was added");
    }
    String stated = entry.remove("hash").asString("");
    return chain.hash(JSON.writeValueAsString(entry)).equals(stated)
        ? Optional.empty()
        : Optional.of("was changed");
  }
}
