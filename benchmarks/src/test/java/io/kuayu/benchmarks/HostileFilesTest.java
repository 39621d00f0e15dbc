package io.kuayu.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
  private static byte[] image(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, height / 2, 0xff8000 + x);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** A grey PNG whose few bytes are really so many pixels, or only say so. */
  private static byte[] png(int width, int height, boolean hasPixels) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
      byte[] row = new byte[width + 1];
      for (int y = 0; y < (hasPixels ? height : 1); y++) {
        deflater.write(row);
      }
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", pixels.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] body) {
    byte[] named = new byte[4 + body.length];
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, named, 0, 4);
    System.arraycopy(body, 0, named, 4, body.length);
    CRC32 sum = new CRC32();
    sum.update(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] sound(String format) throws IOException {
    try (InputStream in =
        HostileFilesTest.class.getResourceAsStream("/io/kuayu/benchmarks/fuzz/tone." + format)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static void write(Path folder) throws IOException {
    Path outside = folder.resolveSibling("outside.png");
    Files.write(outside, image("png", 30, 30));
    Files.createSymbolicLink(folder.resolve("link.png"), outside);
    Files.createDirectory(folder.resolve("folder.png"));
    Files.write(folder.resolve("bomb.png"), png(60_000, 60_000, false));
    Files.write(folder.resolve("large.png"), png(6_300, 6_300, true));
    Files.write(folder.resolve("narrow.png"), png(1, 30_000_000, true));
    Files.write(folder.resolve("lying.png"), png(5_000, 5_000, false));
    Files.write(folder.resolve("text.png"), "no image".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("whole.png"), image("png", 30, 30));
    for (String format : List.of("jpeg", "gif")) {
      byte[] whole = image(format, 60, 60);
      Files.write(folder.resolve("whole." + format), whole);
      Files.write(folder.resolve("cut." + format), Arrays.copyOf(whole, whole.length / 2));
    }
    for (String format : List.of("wav", "flac", "mp3", "ogg")) {
      byte[] whole = sound(format);
      Files.write(folder.resolve("whole." + format), whole);
      Files.write(folder.resolve("cut." + format), Arrays.copyOf(whole, 40));
    }
    byte[] endless = sound("flac");
    // An hour, says the header, and 655,350 samples a second.
    ByteBuffer.wrap(endless).putInt(18, 0x9ffff0f0);
    Files.write(folder.resolve("endless.flac"), endless);
  }

  @Test
  void aSmallProcessSurvivesThemAll(@TempDir Path temporary) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("media"));
    write(folder);
    Path log = temporary.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HostileFiles.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(process.exitValue()).as("%s", lines).isZero();
    assertThat(lines)
        .filteredOn(line -> line.endsWith(" vector"))
        .containsExactlyInAnyOrder(
            "IMAGE large.png vector",
            "IMAGE whole.gif vector",
            "IMAGE whole.jpeg vector",
            "IMAGE whole.png vector",
            "AUDIO whole.flac vector",
            "AUDIO whole.mp3 vector",
            "AUDIO whole.ogg vector",
            "AUDIO whole.wav vector");
    assertThat(lines)
        .contains(
            "IMAGE bomb.png absent",
            "IMAGE narrow.png absent",
            "IMAGE lying.png absent",
            "IMAGE link.png absent",
            "IMAGE folder.png absent",
            "IMAGE ../outside.png absent",
            "IMAGE text.png absent",
            "IMAGE cut.jpeg absent",
            "AUDIO cut.ogg absent",
            "AUDIO endless.flac absent");
  }
}
