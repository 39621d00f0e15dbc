package io.kuayu.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The folder below which a source may name files. Names lead nowhere else: neither by {@code ..},
 * nor as absolute paths, nor by symbolic links.
 *
 * @param root the folder
 */
public record MediaFolder(Path root) {
  /**
   * The file of a name. It need not exist.
   *
   * @throws InvalidMediaException where the name leads out of the folder, or is no path
   */
  public Path locate(String name) throws InvalidMediaException {
    Path path;
    try {
      path = Path.of(name.replace('\\', '/'));
    } catch (InvalidPathException e) {
      throw new InvalidMediaException("its name is no path", e);
    }
    if (path.isAbsolute() || name.contains("://")) {
      throw new InvalidMediaException(
          "its name is %s, and names are relative to %s"
              .formatted(path.isAbsolute() ? "an absolute path" : "an address", root));
    }
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root.normalize())) {
      throw outside();
    }
    return file;
  }

  /**
   * Reads a file.
   *
   * @param name relative to the folder
   * @throws InvalidMediaException where it leads out of the folder, is no file, cannot be read, or
   *     is larger than the limits say
   */
  public byte[] read(String name, MediaLimits limits) throws InvalidMediaException {
    Path file = locate(name);
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(root.toRealPath())) {
        throw outside();
      }
      // Devices and pipes would never end.
      if (!Files.isRegularFile(real)) {
        throw new InvalidMediaException("it is no file");
      }
      long size = Files.size(real);
      if (size > limits.bytes()) {
        throw MediaInspector.tooManyBytes(size, limits);
      }
      try (InputStream in = Files.newInputStream(real)) {
        // It may have grown.
        return in.readNBytes(limits.bytes());
      }
    } catch (NoSuchFileException e) {
      throw new InvalidMediaException("there is no such file", e);
    } catch (IOException e) {
      throw new InvalidMediaException("it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private InvalidMediaException outside() {
    return new InvalidMediaException("its name leads out of " + root);
  }
}
