package io.kuayu.encoders.network;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder with an encoder of the user's own, as Hugging Face lays it out. Nothing is downloaded.
 *
 * @param folder of the files
 */
public record NetworkFolder(Path folder) {
  /** What names of such encoders begin with. */
  public static final String PREFIX = "onnx:";

  private static final String CONFIGURATION = "preprocessor_config.json";

  /** Whether a name names a folder. */
  public static boolean isName(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * The folder of a name.
   *
   * @throws KuayuException where there is none
   */
  public static NetworkFolder of(String name) {
    String path = name.substring(PREFIX.length());
    try {
      Path folder = Path.of(path);
      if (!path.isBlank() && Files.isDirectory(folder)) {
        return new NetworkFolder(folder);
      }
    } catch (InvalidPathException e) {
      throw absent(path, e);
    }
    throw absent(path, new IOException("there is no such folder"));
  }

  private static KuayuException absent(String path, Exception cause) {
    return new KuayuException(
        ErrorCode.ENCODER_MISSING,
        "there is no folder '" + path + "' with an encoder",
        "name a folder with model.onnx and " + CONFIGURATION + " as onnx:FOLDER",
        cause);
  }

  /** The first of these files that exists, or the last of them. */
  public String first(List<String> names) {
    return names.stream().filter(this::has).findFirst().orElse(names.getLast());
  }

  /** Whether there is such a file. */
  public boolean has(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  /**
   * Reads a file.
   *
   * @throws KuayuException where it cannot be read
   */
  public byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "cannot read the encoder's file " + folder.resolve(name) + ": " + e.getMessage(),
          "put it there, or name another folder",
          e);
    }
  }

  /**
   * How contents are prepared: {@code preprocessor_config.json}.
   *
   * @throws KuayuException where it cannot be read or is no JSON
   */
  public JsonNode configuration() {
    try {
      return new JsonMapper().readTree(read(CONFIGURATION));
    } catch (JacksonException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          folder.resolve(CONFIGURATION) + " is no JSON",
          "export the encoder again",
          e);
    }
  }

  /** The start of the SHA-256 of the configuration and of further files. */
  public String fingerprint(List<byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(read(CONFIGURATION));
      files.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
