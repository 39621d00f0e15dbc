import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks (`check ROOT`) or mends (`write ROOT`) the layout of every Java file below a folder. */
public final class Format {
  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    Path root = Path.of(arguments[1]);
    var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> different = new ArrayList<>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Format::isSource).sorted().toList()) {
        String source = Files.readString(file);
        String formatted = formatter.formatSource(tidyImports(source));
        if (!formatted.equals(source)) {
          different.add(root.relativize(file));
          if (write) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    different.forEach(
        file -> System.out.println((write ? "formatted " : "not formatted: ") + file));
    if (!write && !different.isEmpty()) {
      System.out.println("Mend the layout with: mvn -pl . validate -Dformat=write");
      System.exit(1);
    }
  }

  private static String tidyImports(String source) throws Exception {
    return ImportOrderer.reorderImports(
        RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && !path.contains("/target/") && !path.contains("\\target\\");
  }
}
