package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceRelation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file as the configuration names it, with what it says about its shape.
 *
 * @param name its path relative to the configuration, so that a project may be moved; with slashes
 * @param path where it is
 * @param place where the configuration names it, such as {@code kuayu.yaml:7
 *     domains.food.items.path}
 * @param format the name of its format, where it shall not be recognised
 * @param delimiter what stands between its columns
 * @param quote the character that encloses values; the empty text for none
 * @param header whether its first line names the columns
 * @param columns names of the columns where no line of the file gives them
 * @param encoding such as {@code latin-1}
 * @param content where its bytes are read: {@code path}, or a copy of it in UTF-8
 */
public record FileSource(
    String name,
    Path path,
    String place,
    Optional<String> format,
    Optional<String> delimiter,
    Optional<String> quote,
    Optional<Boolean> header,
    List<String> columns,
    Optional<String> encoding,
    Path content)
    implements EventSource, ItemSource {
  /** UTF-8 as DuckDB names it. */
  static final String UTF8 = "utf-8";

  private static final int BUFFER = 1 << 18;

  public FileSource {
    columns = List.copyOf(columns);
  }

  /** Reads the keys of a block that describe a file; relative paths start at {@code base}. */
  public static FileSource read(Settings block, Path base) {
    Optional<Boolean> header =
        block.has("header") ? Optional.of(block.flag("header", true)) : Optional.empty();
    Optional<String> format = block.text("format");
    format.ifPresent(
        name -> {
          if (FileFormats.named(name).isEmpty()) {
            block.problem(
                "format",
                "is '" + name + "'",
                "allowed are " + String.join(", ", FileFormats.names()));
          }
        });
    String written = block.required("path");
    Path path = base.resolve(written).normalize();
    return new FileSource(
        relative(path, base, written),
        path,
        block.where("path"),
        format,
        block.text("delimiter").map(text -> text.replace("\\t", "\t")),
        block.text("quote"),
        header,
        block.texts("columns", List.of()),
        TextEncoding.read(block),
        path);
  }

  /**
   * The encoding of {@link #content} as DuckDB names it; empty for what is usual for the format.
   */
  public Optional<String> databaseEncoding() {
    return encoding.map(_ -> UTF8);
  }

  private static String relative(Path path, Path base, String written) {
    Path absolute = path.toAbsolutePath().normalize();
    Path home = base.toAbsolutePath().normalize();
    return (absolute.startsWith(home) ? home.relativize(absolute).toString() : written)
        .replace('\\', '/');
  }

  @Override
  public String description() {
    return path.toString();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.ofNullable(path.toAbsolutePath().getParent());
  }

  /** SHA-256 of the bytes, hexadecimal. Reads about 500 MB a second. */
  @Override
  public String fingerprint() {
    try (InputStream in = Files.newInputStream(path)) {
      return DigestUtils.sha256Hex(new BufferedInputStream(in, BUFFER));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  KuayuException unreadable(IOException e) {
    if (Files.isDirectory(path)) {
      return new KuayuException(
          ErrorCode.DATA_UNREADABLE, place + ": " + path + " is a folder", "name a file in it", e);
    }
    return e instanceof NoSuchFileException
        ? new KuayuException(
            ErrorCode.FILE_MISSING,
            place + ": there is no file " + path.toAbsolutePath(),
            "mend the path; relative paths start at the folder of the configuration file",
            e)
        : new KuayuException(
            ErrorCode.DATA_UNREADABLE,
            place + ": " + path + " cannot be read (" + e.getMessage() + ")",
            "see that the file is whole and may be read by this user",
            e);
  }

  /** Size in bytes and the time of the last change in milliseconds. */
  @Override
  public String stamp() {
    try {
      return Files.size(path) + " bytes, " + Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      return "";
    }
  }

  /** The failure that the file is in another encoding than the configuration says. */
  KuayuException misencoded(String what) {
    return new KuayuException(
        ErrorCode.DATA_UNREADABLE,
        "%s: %s cannot be read as text: %s".formatted(place, path, what),
        TextEncoding.REMEDY);
  }

  /** Opens the file; one in another encoding than UTF-8 is copied to the scratch folder first. */
  @Override
  public SourceRelation open(Database database) {
    try {
      Optional<Charset> charset =
          encoding
              .flatMap(TextEncoding::find)
              .or(this::marked)
              .filter(named -> !named.equals(StandardCharsets.UTF_8));
      if (charset.isEmpty()) {
        return FileFormats.open(this, database);
      }
      if (isParquet()) {
        return FileFormats.open(this, database);
      }
      Path copy = Files.createTempFile(database.scratch(), "utf8-", "");
      Transcoding.copy(path, charset.get(), copy);
      return new TranscodedRelation(FileFormats.open(withContent(copy), database), charset.get());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** UTF-16, where the file begins with its mark, as what Excel saves as "Unicode text". */
  private Optional<Charset> marked() {
    try (InputStream in = Compression.of(path).open(path)) {
      return FileSample.isUtf16(in.readNBytes(2))
          ? Optional.of(StandardCharsets.UTF_16)
          : Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean isParquet() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("PAR1");
    }
  }

  /** The same about another file, one of several that a pattern names. */
  FileSource at(Path file) {
    return new FileSource(
        name, file, place, format, delimiter, quote, header, columns, encoding, file);
  }

  private FileSource withContent(Path copy) {
    return new FileSource(
        name, path, place, format, delimiter, quote, header, columns, encoding, copy);
  }

  /** The name and what is said about the shape. */
  @Override
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("path", name);
    format.ifPresent(value -> described.put("format", value));
    delimiter.ifPresent(value -> described.put("delimiter", value));
    quote.ifPresent(value -> described.put("quote", value));
    header.ifPresent(value -> described.put("header", value));
    if (!columns.isEmpty()) {
      described.put("columns", columns);
    }
    encoding.ifPresent(value -> described.put("encoding", value));
    return described;
  }
}
