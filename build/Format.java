import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks (`check ROOT`) or mends (`write ROOT`) the layout of every Java file below a folder. */
public final class Format {
  private static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.defaultOptions());

  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    Path root = Path.of(arguments[1]);
    List<Path> different;
    try (var files = Files.walk(root)) {
      different =
          files.filter(Format::isSource).toList().parallelStream()
              .filter(file -> isDifferent(file, write))
              .map(root::relativize)
              .sorted()
              .toList();
    }
    different.forEach(
        file -> System.out.println((write ? "formatted " : "not formatted: ") + file));
    if (!write && !different.isEmpty()) {
      System.out.println("Mend the layout with: mvn -pl . validate -Dformat=write");
      System.exit(1);
    }
  }

  private static boolean isDifferent(Path file, boolean write) {
    try {
      String source = Files.readString(file);
      String formatted = FORMATTER.formatSource(tidyImports(source));
      boolean isDifferent = !formatted.equals(source);
      if (isDifferent && write) {
        Files.writeString(file, formatted);
      }
      return isDifferent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static String tidyImports(String source) throws FormatterException {
    return ImportOrderer.reorderImports(
        RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && !path.contains("/target/") && !path.contains("\\target\\");
  }
}
