package io.kuayu.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that copies libraries into the archive. */
class ReleaseLibrariesTest {
  private static final String MOMENT = "2026-01-01T00:00:00Z";
  private static final byte[] X64 = elf(0x3E);
  private static final byte[] ARM = elf(0xB7);

  @TempDir Path folder = Path.of(".");

  @Test
  void librariesOfOtherPlatformsAreLeftOut() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("a/Program.class", bytes(0xCA, 0xFE, 0xBA, 0xBE));
    entries.put("a/text.properties", "x=1".getBytes(StandardCharsets.UTF_8));
    entries.put("linux/libthis.so", X64);
    entries.put("linux-arm/libthis.so", ARM);
    entries.put("FreeBSD/libthis.so", X64);
    entries.put("Linux-Musl/libthis.so", X64);
    entries.put("linux/cu128/libcuda.so", X64);
    entries.put("this.so_osx_universal", bytes(0xCA, 0xFE, 0xBA, 0xBE));
    entries.put("this.so_windows", bytes('M', 'Z', 0x90, 0));
    entries.put("mac/libthis.jnilib", bytes(0xCF, 0xFA, 0xED, 0xFE));
    entries.put("mac/libthis.dylib.dSYM/Contents/Info.plist", bytes('<'));
    Path mixed = jar("mixed.jar", entries);
    copy("linux-x64", "out", mixed);
    assertThat(names("out/mixed.jar"))
        .containsExactly("a/Program.class", "a/text.properties", "linux/libthis.so");
    copy("linux-aarch64", "arm", mixed);
    assertThat(names("arm/mixed.jar"))
        .containsExactly("a/Program.class", "a/text.properties", "linux-arm/libthis.so");
  }

  @Test
  void otherJarsStayAsTheyAreInTheOrderOfTheClassPath() throws Exception {
    Path second = jar("b.jar", Map.of("b/B.class", bytes(0xCA, 0xFE)));
    Path first = jar("a.jar", Map.of("linux/libthis.so", X64));
    copy("linux-x64", "out", second, Path.of("/no/such/classes"), first);
    assertThat(folder.resolve("out/class-path")).hasContent("b.jar\na.jar\n");
    assertThat(folder.resolve("out/b.jar")).hasSameBinaryContentAs(second);
    assertThat(folder.resolve("out/a.jar")).hasSameBinaryContentAs(first);
    assertThat(Files.getLastModifiedTime(folder.resolve("out/a.jar")))
        .isEqualTo(FileTime.from(Instant.parse(MOMENT)));
  }

  @Test
  void copiesAreEqualWhenEver() throws Exception {
    Path jar = jar("a.jar", Map.of("a.so", X64, "b.so", ARM));
    copy("linux-x64", "one", jar);
    copy("linux-x64", "two", jar);
    assertThat(folder.resolve("one/a.jar")).hasSameBinaryContentAs(folder.resolve("two/a.jar"));
  }

  private void copy(String platform, String target, Path... jars) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath =
        String.join(
            System.getProperty("path.separator"),
            List.of(jars).stream().map(Path::toString).toList());
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "../build/Libraries.java",
                folder.resolve(target).toString(),
                platform,
                MOMENT,
                classPath)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private List<String> names(String jar) throws IOException {
    try (ZipFile file = new ZipFile(folder.resolve(jar).toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private Path jar(String name, Map<String, byte[]> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  private static byte[] elf(int machine) {
    byte[] head = new byte[64];
    byte[] start = bytes(0x7F, 'E', 'L', 'F', 2, 1, 1);
    System.arraycopy(start, 0, head, 0, start.length);
    head[18] = (byte) machine;
    return head;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
