package io.kuayu.model.bundle;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of a bundle, {@code manifest.json}.
 *
 * @param format version of the bundle format
 * @param family the {@link io.kuayu.model.ModelFamily} that reads it
 * @param name the name under which the model was trained
 * @param version the bundle's version, sortable by time
 * @param created the moment it was written, ISO 8601
 * @param corpusFingerprint identifies the data
 * @param split how the data were split
 * @param seed of the training
 * @param configuration every option of the training
 * @param metrics what was measured
 * @param notes further facts, such as the encoder's name and licence
 * @param trainSeconds how long the training took
 * @param environment versions of Java, the system and the libraries
 * @param domains names of the domains in the order of their ordinals
 * @param files the bundle's other files by name
 */
public record Manifest(
    int format,
    String family,
    String name,
    String version,
    String created,
    String corpusFingerprint,
    String split,
    long seed,
    Map<String, String> configuration,
    Map<String, Double> metrics,
    Map<String, String> notes,
    double trainSeconds,
    Map<String, String> environment,
    List<String> domains,
    Map<String, Stored> files) {
  static final String FILE = "manifest.json";
  static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Manifest {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(corpusFingerprint, "corpusFingerprint");
    Objects.requireNonNull(split, "split");
    configuration = new TreeMap<>(configuration);
    metrics = new TreeMap<>(metrics);
    notes = new TreeMap<>(notes);
    environment = new TreeMap<>(environment);
    domains = List.copyOf(domains);
    files = new TreeMap<>(files);
  }

  /**
   * A file of the bundle.
   *
   * @param bytes its size
   * @param sha256 its checksum in hexadecimal digits
   */
  public record Stored(long bytes, String sha256) {}

  void write(Path directory) throws IOException {
    DurableFiles.write(directory.resolve(FILE), JSON.writeValueAsBytes(this));
  }

  /**
   * Reads and validates the manifest.
   *
   * @throws KuayuException if it is missing, corrupt or of another format
   */
  static Manifest read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      int format = tree.path("format").asInt(0);
      if (format != FORMAT) {
        throw new KuayuException(
            ErrorCode.BUNDLE_NEWER,
            file + ": the bundle has format " + format + ", this version reads format " + FORMAT,
            format > FORMAT ? "use a newer version of Kuayu" : CorruptBundle.TRAIN_AGAIN);
      }
      return JSON.treeToValue(tree, Manifest.class);
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.BUNDLE_DAMAGED, file + ": cannot be read: " + e, CorruptBundle.TRAIN_AGAIN, e);
    } catch (JacksonException e) {
      throw new KuayuException(
          ErrorCode.BUNDLE_DAMAGED,
          file + ": is no manifest: " + e.getOriginalMessage(),
          CorruptBundle.TRAIN_AGAIN,
          e);
    }
  }
}
