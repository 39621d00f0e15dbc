package io.kuayu.cli.demo;

import static io.kuayu.media.MediaFormat.PNG;
import static io.kuayu.media.MediaFormat.WAV;
import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.core.Seed;
import io.kuayu.core.content.Modality;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaHeader;
import io.kuayu.media.MediaInspector;
import io.kuayu.media.MediaLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketplaceFilesTest {
  private static final Marketplace MARKET =
      new MarketplaceGenerator(Scenarios.read("shopping", "zh"), new Seed(42)).generate();

  @TempDir static Path folder;

  private static Path configuration;

  @BeforeAll
  static void write() throws IOException {
    configuration = new MarketplaceFiles(MARKET, folder, 42).write();
  }

  @Test
  void writesEveryEventOnceAndSaysThatItIsGenerated() throws IOException {
    assertThat(Files.readString(configuration))
        .startsWith("# GENERATED")
        .contains("\n  书籍:\n", "\n  电子产品:\n", "\n  服装:\n");
    assertThat(
            lines("books-events.tsv")
                + lines("electronics-views.csv")
                + lines("electronics-purchases.csv")
                + lines("clothing-events.jsonl"))
        .isEqualTo(MARKET.acts().size() + 3);
    assertThat(Files.readString(folder.resolve("books-items.tsv"))).contains("\t《深度学习》\t");
  }

  @Test
  void leavesNoFileAside() throws IOException {
    new MarketplaceFiles(MARKET, folder, 42).write();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".new")).hasSize(14);
    }
  }

  @Test
  void everyItemHasAPictureAndMusicHasTones() throws Exception {
    for (Good good : MARKET.goods()) {
      String key = MARKET.scenario().domains().get(good.domain()).key();
      boolean isMusic = MARKET.scenario().themes().get(good.theme()).name().equals("音乐");
      Path picture = folder.resolve(key + "-pictures/" + good.id() + ".png");
      Path sound = folder.resolve(key + "-sounds/" + good.id() + ".wav");
      assertThat(sound.toFile().exists()).isEqualTo(isMusic);
      if (isMusic) {
        assertThat(inspect(sound, Modality.AUDIO)).isEqualTo(new MediaHeader.Audio(WAV, 1.25));
      }
      assertThat(inspect(picture, Modality.IMAGE)).isEqualTo(new MediaHeader.Image(PNG, 96, 96));
    }
    assertThat(Files.readString(configuration)).contains("image: picture, audio: sound");
  }

  @Test
  void picturesOfOneThemeAreMoreAlikeThanOthersAndNoneIsTwice() throws IOException {
    PictureGenerator pictures = new PictureGenerator(MARKET.scenario(), new Seed(42));
    List<Good> books = MARKET.goods().stream().filter(good -> good.domain() == 0).toList();
    int right = 0;
    List<float[]> colours = new ArrayList<>();
    Set<Integer> different = new HashSet<>();
    for (int at = 0; at < books.size(); at += 7) {
      byte[] png = pictures.png(books.get(at));
      assertThat(different.add(Arrays.hashCode(png))).isTrue();
      assertThat(pictures.png(books.get(at))).isEqualTo(png);
      colours.add(colour(png));
    }
    for (int at = 0; at < colours.size(); at++) {
      right +=
          books.get(7 * nearest(colours, at)).theme() / 3 == books.get(7 * at).theme() / 3 ? 1 : 0;
    }
    // By chance one in eight.
    assertThat((double) right / colours.size()).isGreaterThan(.8);
  }

  private static int nearest(List<float[]> colours, int of) {
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int at = 0; at < colours.size(); at++) {
      double far = 0;
      for (int channel = 0; channel < 3; channel++) {
        far += Math.pow(colours.get(at)[channel] - colours.get(of)[channel], 2);
      }
      if (at != of && far < least) {
        best = at;
        least = far;
      }
    }
    return best;
  }

  /** The mean colour, without brightness. */
  private static float[] colour(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    float[] sum = new float[3];
    for (int rgb : image.getRGB(0, 0, 96, 96, null, 0, 96)) {
      for (int channel = 0; channel < 3; channel++) {
        sum[channel] += rgb >> (8 * channel) & 0xff;
      }
    }
    float all = sum[0] + sum[1] + sum[2];
    return new float[] {sum[0] / all, sum[1] / all, sum[2] / all};
  }

  private static MediaHeader inspect(Path file, Modality modality)
      throws IOException, InvalidMediaException {
    return MediaInspector.inspect(
        Files.readAllBytes(file), modality, MediaLimits.ofFiles(modality));
  }

  private long lines(String file) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(file))) {
      return lines.count();
    }
  }
}
