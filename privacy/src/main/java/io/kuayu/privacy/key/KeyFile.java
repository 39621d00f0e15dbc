package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys in a file that only its owner may read, one per line, the oldest first. Created on first
 * use.
 *
 * @param file the path of the file
 */
public record KeyFile(Path file) implements KeySource {
  @Override
  public boolean exists() {
    return secret().exists();
  }

  @Override
  public List<SecretKey> keys() {
    if (!exists()) {
      secret().make(List.of(SecretKey.random().written()));
    }
    List<SecretKey> keys = new ArrayList<>();
    for (String line : secret().lines()) {
      if (!line.isBlank()) {
        keys.add(SecretKey.parse(line.strip(), file.toString()));
      }
    }
    if (keys.isEmpty()) {
      throw new KuayuException(
          ErrorCode.SECRET_FILE_DAMAGED,
          file + " holds no key",
          "restore it from a copy: no other key gives the same names");
    }
    return List.copyOf(keys);
  }

  @Override
  public void rotate() {
    List<String> lines = new ArrayList<>(keys().stream().map(SecretKey::written).toList());
    lines.add(SecretKey.random().written());
    secret().replace(lines);
  }

  private SecretFile secret() {
    return new SecretFile(file);
  }
}
