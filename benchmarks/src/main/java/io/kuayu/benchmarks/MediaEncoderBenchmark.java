package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncodedBatch;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.Precision;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * How many images or sounds an encoder reads a second on one core, decoding included: {@code
 * MediaEncoderBenchmark ENCODER [FOLDER] [COUNT]}. The encoder is {@code mobilenet}, {@code
 * colour}, {@code descriptor} or {@code onnx:FOLDER} (with {@code audio/} in front for sounds).
 * Without a folder, generated photographs of 600 x 800 pixels as JPEG of about 30 kB are read.
 * Prints times by the clock and of the processor: the second is what a machine with other work
 * tells.
 */
public final class MediaEncoderBenchmark {
  private static final String AUDIO = "audio/";
  private static final int WARM_UP = 20;
  private static final long SEED = 42;

  private MediaEncoderBenchmark() {}

  public static void main(String[] args) throws IOException {
    boolean isAudio = args[0].startsWith(AUDIO) || args[0].equals("descriptor");
    Modality modality = isAudio ? Modality.AUDIO : Modality.IMAGE;
    String name = args[0].startsWith(AUDIO) ? args[0].substring(AUDIO.length()) : args[0];
    boolean isGenerated = args.length < 2 || args[1].equals("-");
    int count = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    List<byte[]> files = isGenerated ? photographs() : files(Path.of(args[1]), count);
    EncoderOptions options = new EncoderOptions(name, Precision.AUTO, 64);
    try (ItemEncoder encoder =
        ItemEncoders.open(modality, options, Catalogue.of(List.of(), List.of()), 1)) {
      for (int index = 0; index < WARM_UP; index++) {
        var _ = encode(encoder, modality, files.get(index % files.size()));
      }
      int read = 0;
      long bytes = 0;
      long clock = System.nanoTime();
      long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int index = 0; index < count; index++) {
        byte[] file = files.get(index % files.size());
        bytes += file.length;
        read += encode(encoder, modality, file) ? 1 : 0;
      }
      double processorSeconds =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
      double seconds = (System.nanoTime() - clock) / 1e9;
      System.out.printf(
          "%s: %d of %d files of %d kB, %.1f a second by the clock, %.1f a second of processor time"
              + " (%.1f ms each)%n",
          name,
          read,
          count,
          bytes / count / 1_000,
          count / seconds,
          count / processorSeconds,
          1_000 * processorSeconds / count);
    }
  }

  private static boolean encode(ItemEncoder encoder, Modality modality, byte[] file) {
    EncodedBatch batch =
        encoder.encode(List.of(new Content(modality, new ContentSource.InlineBytes(file))));
    return batch.present()[0];
  }

  private static List<byte[]> files(Path folder, int count) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().limit(count).toList()) {
        files.add(Files.readAllBytes(path));
      }
    }
    return files;
  }

  /** Shapes before gradients, with the grain of a camera. */
  private static List<byte[]> photographs() throws IOException {
    Random random = new Random(SEED);
    List<byte[]> files = new ArrayList<>();
    for (int number = 0; number < WARM_UP; number++) {
      BufferedImage image = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
      Graphics2D canvas = image.createGraphics();
      canvas.setPaint(new GradientPaint(0, 0, colour(random), 600, 800, colour(random)));
      canvas.fillRect(0, 0, 600, 800);
      for (int shape = 0; shape < 12; shape++) {
        canvas.setColor(colour(random));
        canvas.fillOval(random.nextInt(500), random.nextInt(700), 40 + shape * 10, 60 + shape * 8);
      }
      canvas.dispose();
      for (int y = 0; y < 800; y++) {
        for (int x = 0; x < 600; x++) {
          int rgb = image.getRGB(x, y);
          int grain = random.nextInt(9);
          image.setRGB(x, y, (rgb & 0xf0f0f0) | grain << 16 | grain << 8 | grain);
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      var _ = ImageIO.write(image, "jpeg", out);
      files.add(out.toByteArray());
    }
    return files;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }
}
