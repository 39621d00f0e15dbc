package io.kuayu.corpus.format;

import io.kuayu.core.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file as the configuration names it, with what it says about its shape.
 *
 * @param path where it is
 * @param place where the configuration names it, such as {@code kuayu.yaml:7
 *     domains.food.items.path}
 * @param format the name of its format, where it shall not be recognised
 * @param delimiter what stands between its columns
 * @param quote the character that encloses values; the empty text for none
 * @param header whether its first line names the columns
 * @param columns names of the columns where no line of the file gives them
 * @param encoding such as {@code latin-1}
 */
public record SourceFile(
    Path path,
    String place,
    Optional<String> format,
    Optional<String> delimiter,
    Optional<String> quote,
    Optional<Boolean> header,
    List<String> columns,
    Optional<String> encoding) {

  public SourceFile {
    columns = List.copyOf(columns);
  }

  /** Reads the keys of a block that tell a file; relative paths start at {@code base}. */
  public static SourceFile read(Settings block, Path base) {
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
    return new SourceFile(
        base.resolve(block.required("path")).normalize(),
        block.where("path"),
        format,
        block.text("delimiter").map(text -> text.replace("\\t", "\t")),
        block.text("quote"),
        header,
        block.texts("columns", List.of()),
        block.text("encoding"));
  }

  /** A file of which nothing is said. */
  public static SourceFile of(Path path) {
    return new SourceFile(
        path,
        path.toString(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** What is said about the shape, for manifests. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("path", path.toString());
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
