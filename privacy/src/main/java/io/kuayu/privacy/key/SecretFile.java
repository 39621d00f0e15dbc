package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small text file that only its owner may use. It is written to a temporary file and moved into
 * place.
 *
 * @param path of the file
 */
public record SecretFile(Path path) {
  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * Reads its lines.
   *
   * @throws KuayuException where others may use it
   */
  public List<String> lines() {
    try {
      OwnerOnlyFiles.check(path, "key file");
      return Files.readAllLines(path, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Creates it where it is missing. If two processes do so at once, the first one wins. */
  public void make(List<String> lines) {
    Path aside = path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(aside);
      OwnerOnlyFiles.create(aside, content(lines));
      try {
        Files.createLink(path, aside);
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (UnsupportedOperationException e) {
        Files.move(aside, path);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Replaces its whole content. */
  public void replace(List<String> lines) {
    try {
      OwnerOnlyFiles.replace(path, content(lines));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static byte[] content(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private KuayuException unusable(IOException e) {
    return new KuayuException(
        ErrorCode.SECRET_FILE_UNREADABLE,
        "the key file " + path + " cannot be used (" + e + ")",
        "see that its folder may be written and the file read",
        e);
  }
}
