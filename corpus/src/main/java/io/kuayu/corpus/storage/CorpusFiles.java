package io.kuayu.corpus.storage;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.report.PreparationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a corpus by their names.
 *
 * @param folder where they lie
 */
public record CorpusFiles(Path folder) {
  static final String ITEMS = "items.parquet";
  static final String USERS = "users.parquet";
  static final String EVENTS = "events.parquet";
  static final String FRIENDS = "friends.parquet";
  static final String MEDIA = "media.jsonl";
  private static final String FOLDER = "corpus";
  private static final String MANIFEST = "manifest.json";
  private static final String REPORT = "report.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The corpus of a work folder, whether it is there or not. */
  public static CorpusFiles of(Path workdir) {
    return new CorpusFiles(workdir.resolve(FOLDER).toAbsolutePath().normalize());
  }

  public Path items() {
    return folder.resolve(ITEMS);
  }

  public Path users() {
    return folder.resolve(USERS);
  }

  public Path events() {
    return folder.resolve(EVENTS);
  }

  /** The ties of people; there where the configuration names a source of them. */
  public Path friends() {
    return folder.resolve(FRIENDS);
  }

  /** The state of the files that items name; there where the configuration names their columns. */
  public Path media() {
    return folder.resolve(MEDIA);
  }

  /** Whether there is a corpus of any version. */
  public boolean exist() {
    return Files.exists(folder.resolve(MANIFEST));
  }

  /**
   * Reads the manifest and compares the sizes of all other files with it.
   *
   * @throws KuayuException if there is no corpus, or it is of another version or incomplete
   */
  public CorpusManifest manifest() {
    CorpusManifest manifest = read(MANIFEST, CorpusManifest.class);
    if (manifest.version() != CorpusManifest.VERSION) {
      throw unusable("it is of version " + manifest.version());
    }
    manifest.sizes().forEach(this::requireSize);
    return manifest;
  }

  private void requireSize(String name, long bytes) {
    try {
      if (Files.size(folder.resolve(name)) != bytes) {
        throw unusable(name + " is not of the size that was written");
      }
    } catch (IOException e) {
      throw unusable(name + " is missing");
    }
  }

  /** The fingerprint of the key that users were named with; empty if there is no corpus or key. */
  public Optional<String> keyFingerprint() {
    try {
      return manifest().keyFingerprint();
    } catch (KuayuException e) {
      return Optional.empty();
    }
  }

  public PreparationReport report() {
    return read(REPORT, PreparationReport.class);
  }

  public void write(CorpusManifest manifest) throws IOException {
    write(MANIFEST, manifest);
  }

  public void write(PreparationReport report) throws IOException {
    write(REPORT, report);
  }

  /** The failure of a corpus that cannot be used. */
  public KuayuException unusable(String why) {
    return new KuayuException(
        ErrorCode.CORPUS_DAMAGED,
        "the corpus in " + folder + " cannot be used: " + why,
        "make it anew with 'kuayu prepare'");
  }

  /** A Parquet file as SQL, for use after FROM. */
  public static String table(Path file) {
    return "read_parquet(" + Sql.text(file.toString()) + ")";
  }

  /** A Parquet file as SQL, with {@code file_row_number} as a further column. */
  static String numberedTable(Path file) {
    return "read_parquet(%s, file_row_number = true)".formatted(Sql.text(file.toString()));
  }

  /** Writes the rows of a query as Parquet. */
  public static void copy(Database database, String query, Path file) {
    database.run(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(query, Sql.text(file.toString())));
  }

  private void write(String name, Object value) throws IOException {
    Files.writeString(folder.resolve(name), JSON.writeValueAsString(value) + "\n");
  }

  private <T> T read(String name, Class<T> type) {
    try {
      return JSON.readValue(Files.readString(folder.resolve(name)), type);
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.CORPUS_MISSING,
          "there is no corpus in " + folder,
          "make one with 'kuayu prepare'",
          e);
    } catch (JacksonException e) {
      throw unusable(name + " cannot be read");
    }
  }
}
