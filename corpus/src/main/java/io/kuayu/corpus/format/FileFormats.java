package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.NamedProviders;
import io.kuayu.corpus.database.Database;
import java.util.List;
import java.util.Optional;

/**
 * The formats on the class path, the most particular first. A new one is a class and one line in
 * {@code META-INF/services/io.kuayu.corpus.format.FileFormat}.
 */
final class FileFormats {
  private static final NamedProviders<FileFormat> FORMATS =
      NamedProviders.load(FileFormat.class, FileFormats.class, FileFormat::name);

  private FileFormats() {}

  /** The names by which a configuration may ask for a format. */
  static List<String> names() {
    return FORMATS.names();
  }

  static Optional<FileFormat> named(String name) {
    return FORMATS.find(name);
  }

  /**
   * Opens a file in the format that the configuration names or that the file shows.
   *
   * @throws KuayuException where the file is missing, cannot be read, is empty or is of no known
   *     format
   */
  static Table open(FileSource file, Database database) {
    FileSample sample = FileSample.of(file);
    if (sample.lines().isEmpty()) {
      throw new KuayuException(
          ErrorCode.DATA_UNREADABLE,
          file.place() + ": " + file.path() + " is empty",
          "name a file that holds records");
    }
    FileFormat format =
        file.format()
            .flatMap(FileFormats::named)
            .or(() -> FORMATS.all().stream().filter(known -> known.recognises(sample)).findFirst())
            .orElseThrow(
                () ->
                    new KuayuException(
                        ErrorCode.UNKNOWN_FORMAT,
                        file.place() + ": the format of " + file.path() + " is not recognised",
                        "name it with 'format:', one of " + String.join(", ", names())));
    return format.open(file, sample, database);
  }
}
