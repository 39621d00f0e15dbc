package io.kuayu.encoders.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.ThumbnailRenderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegThumbnailsTest {
  private final ThumbnailRenderer renderer = ThumbnailRenderer.find().orElseThrow();

  @Test
  void drawsTheWholeImageSmallAndKeepsItsShape() throws Exception {
    byte[] file = Pictures.file("png", 600, 300, (x, _) -> x < 300 ? 0xd02020 : 0x2020d0);
    BufferedImage drawn = image(renderer.render(Pictures.content(file), 100));
    assertThat(drawn.getWidth()).isEqualTo(100);
    assertThat(drawn.getHeight()).isEqualTo(50);
    assertThat(drawn.getRGB(10, 25) >> 16 & 0xff).isBetween(0xc8, 0xd8);
    assertThat(drawn.getRGB(90, 25) & 0xff).isBetween(0xc8, 0xd8);
  }

  @Test
  void keepsTheSizeOfSmallImages() throws Exception {
    byte[] file = Pictures.file("gif", 7, 9, (_, _) -> 0xffffff);
    BufferedImage drawn = image(renderer.render(Pictures.content(file), 100));
    assertThat(drawn.getWidth()).isEqualTo(7);
    assertThat(drawn.getHeight()).isEqualTo(9);
  }

  @Test
  void drawsNothingOfWhatIsNoImage() {
    assertThatThrownBy(() -> renderer.render(Pictures.content(new byte[99]), 100))
        .isInstanceOf(InvalidMediaException.class);
    Content missing =
        new Content(Modality.IMAGE, new ContentSource.FileContent(Path.of("missing.png")));
    assertThatThrownBy(() -> renderer.render(missing, 100))
        .isInstanceOf(InvalidMediaException.class)
        .hasMessageContaining("missing.png");
  }

  private static BufferedImage image(byte[] file) throws Exception {
    assertThat(file).startsWith(0xff, 0xd8, 0xff);
    return ImageIO.read(new ByteArrayInputStream(file));
  }
}
