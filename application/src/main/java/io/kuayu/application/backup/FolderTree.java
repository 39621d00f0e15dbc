package io.kuayu.application.backup;

import io.kuayu.model.bundle.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders with all that is in them. */
final class FolderTree {
  private static final Logger LOG = LoggerFactory.getLogger(FolderTree.class);

  private FolderTree() {}

  /** Makes a folder that only its owner may enter. */
  static void makeOwnerOnly(Path folder) throws IOException {
    FileAttribute<?>[] attributes =
        folder.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(folder.resolveSibling(""));
    Files.createDirectory(folder, attributes);
  }

  /** All regular files, in the order of their names; none where the folder is missing. */
  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Deletes what is of no use; where that fails, it is logged. */
  static void discard(Path folder) {
    try {
      DurableFiles.deleteTree(folder);
    } catch (IOException e) {
      LOG.warn("{} is incomplete and could not be deleted: {}", folder, e.toString());
    }
  }
}
