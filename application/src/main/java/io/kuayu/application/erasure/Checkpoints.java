package io.kuayu.application.erasure;

import io.kuayu.application.settings.Configuration;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The states of trainings under way, which hold traces of everybody.
 *
 * @param folder need not exist
 */
record Checkpoints(Path folder) {
  static Checkpoints of(Configuration configuration) {
    return new Checkpoints(configuration.workdir().resolve("cache").resolve("training"));
  }

  /** Deletes all; how many there were. */
  int delete() {
    return deleteUntil(Long.MAX_VALUE);
  }

  /**
   * Deletes those that were written last at a moment or before; how many there were.
   *
   * @param moment unix milliseconds
   */
  int deleteUntil(long moment) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      int deleted = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toMillis() <= moment) {
          Files.delete(file);
          deleted++;
        }
      }
      return deleted;
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.ERASURE_INCOMPLETE,
          "the states of trainings in " + folder + " cannot be deleted: " + e,
          "delete that folder and run the command again",
          e);
    }
  }
}
