import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies the jars of a class path into a folder, without the native libraries of other platforms:
 * {@code FOLDER linux-x64|linux-aarch64 MOMENT CLASS-PATH}. The file {@code class-path} there lists
 * them in their order. A jar from which nothing is left out stays as it is, byte for byte.
 */
public final class Libraries {
  private static final String OTHER_SYSTEMS =
      "(?i).*(android|freebsd|openbsd|dragonfly|musl|sunos|windows|/cu[0-9]+/).*";
  private static final String OTHER_FORMATS = ".*\\.(dll|exe|dylib|jnilib|lib|pdb|a|dSYM/.*)";

  private final int machine;
  private final Instant moment;

  private Libraries(int machine, Instant moment) {
    this.machine = machine;
    this.moment = moment;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int machine =
        switch (arguments[1]) {
          case "linux-x64" -> 0x3E;
          case "linux-aarch64" -> 0xB7;
          default -> throw new IllegalArgumentException("no archives for " + arguments[1]);
        };
    var libraries = new Libraries(machine, Instant.parse(arguments[2]));
    List<String> names = new ArrayList<>();
    long before = 0;
    long after = 0;
    for (String one : arguments[3].split(System.getProperty("path.separator"))) {
      Path jar = Path.of(one);
      if (!Files.isRegularFile(jar)) {
        continue;
      }
      Path copy = folder.resolve(jar.getFileName());
      if (names.contains(jar.getFileName().toString())) {
        throw new FileAlreadyExistsException(one, null, "two jars have this name");
      }
      libraries.copy(jar, copy);
      names.add(jar.getFileName().toString());
      before += Files.size(jar);
      after += Files.size(copy);
    }
    Files.writeString(folder.resolve("class-path"), String.join("\n", names) + "\n");
    System.out.printf(
        "%d jars for %s: %d MB instead of %d%n",
        names.size(), arguments[1], after >> 20, before >> 20);
  }

  private void copy(Path from, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(from.toFile())) {
      List<ZipEntry> kept = new ArrayList<>();
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.isDirectory() || isForHere(jar, entry)) {
          kept.add(entry);
        }
      }
      Files.deleteIfExists(to);
      if (kept.size() == jar.size()) {
        Files.copy(from, to);
      } else {
        write(jar, kept, to);
      }
    }
    Files.setLastModifiedTime(to, FileTime.from(moment));
  }

  private void write(ZipFile jar, List<ZipEntry> entries, Path to) throws IOException {
    LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    try (OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : entries) {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(time);
        out.putNextEntry(copy);
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  private boolean isForHere(ZipFile jar, ZipEntry entry) throws IOException {
    String name = entry.getName();
    if (name.endsWith(".class")) {
      return true;
    }
    byte[] head;
    try (InputStream in = jar.getInputStream(entry)) {
      head = in.readNBytes(20);
    }
    boolean elf = startsWith(head, 0x7F, 'E', 'L', 'F') && head.length == 20;
    if (elf) {
      boolean littleEndian = head[5] == 1;
      int target = (head[18] & 0xFF) | (head[19] & 0xFF) << 8;
      return littleEndian && target == machine && !name.matches(OTHER_SYSTEMS);
    }
    boolean other =
        startsWith(head, 0xCF, 0xFA, 0xED, 0xFE) // Mach-O
            || startsWith(head, 0xCA, 0xFE, 0xBA, 0xBE) // Mach-O of several machines
            || startsWith(head, 'M', 'Z', 0x90, 0) // Windows
            || startsWith(head, 0x01, 0xDF) // AIX
            || startsWith(head, 0x01, 0xF7);
    return !other && !name.matches(OTHER_FORMATS);
  }

  private static boolean startsWith(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
