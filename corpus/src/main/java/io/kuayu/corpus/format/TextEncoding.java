package io.kuayu.corpus.format;

import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.core.settings.Settings;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The encodings that {@code encoding:} may name: every charset of the JDK, by any of its names. */
public final class TextEncoding {
  /** What to do about a file that is not UTF-8. */
  public static final String REMEDY =
      "name its encoding with 'encoding:' beside its path: latin-1, windows-1252 or another charset"
          + " of Java, such as ISO-8859-15, UTF-16, GB18030, Big5, Shift_JIS, KOI8-R";

  private TextEncoding() {}

  /** The charset of a name; {@code latin-1} and its like are written with or without the hyphen. */
  public static Optional<Charset> find(String name) {
    String written = name.strip();
    String joined = written.toLowerCase(Locale.ROOT).replaceFirst("^latin[-_ ]", "latin");
    try {
      return Charset.isSupported(joined) ? Optional.of(Charset.forName(joined)) : Optional.empty();
    } catch (IllegalCharsetNameException e) {
      return Optional.empty();
    }
  }

  /** Reads the key {@code encoding}; a name that no charset has is a problem of the block. */
  static Optional<String> read(Settings block) {
    Optional<String> encoding = block.text("encoding");
    encoding
        .filter(name -> find(name).isEmpty())
        .ifPresent(
            name ->
                block.problem(
                    "encoding",
                    "is '" + name + "', which is no encoding",
                    NameSuggestion.to(name, names())
                            .map(near -> "did you mean '" + near + "'? ")
                            .orElse("")
                        + "allowed are latin-1, windows-1252, UTF-16 and every other charset of Java"));
    return encoding;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("latin-1"));
    Charset.availableCharsets()
        .forEach(
            (name, charset) -> {
              names.add(name);
              names.addAll(charset.aliases());
            });
    return names;
  }
}
