package io.kuayu.benchmarks.modalities;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.Whitening;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageVectorsTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void theNearestPicturesLookAlikeAndBrokenOnesAreNeverNamed() throws IOException {
    List<Path> pictures = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      Color colour =
          number % 2 == 0 ? new Color(220, 8 * number, 0) : new Color(0, 8 * number, 220);
      pictures.add(picture(number, colour));
    }
    pictures.add(Files.writeString(folder.resolve("broken.png"), "no picture"));
    pictures.add(picture(12, new Color(210, 30, 10)));

    ItemVectors raw = ImageVectors.encode(pictures, "colour", folder.resolve("cache"), 1);
    ImageVectors vectors = ImageVectors.whitened(raw, 10, new Whitening.Options(8, 0));

    assertThat(raw.count()).isEqualTo(11);
    assertThat(vectors.nearest(11, 11, 5)).containsExactlyInAnyOrder(0, 2, 4, 6, 8);
    assertThat(vectors.nearest(1, 11, 20)).hasSize(9).doesNotContain(1, 10).startsWith(3);
  }

  private Path picture(int number, Color colour) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 64, 64);
    graphics.dispose();
    Path file = folder.resolve(number + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
