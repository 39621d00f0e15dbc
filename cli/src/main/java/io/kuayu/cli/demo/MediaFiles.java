package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.core.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the pictures and tones of a marketplace, a folder of each for every domain. */
final class MediaFiles {
  private final Scenario scenario;
  private final Path folder;
  private final PictureGenerator pictures;
  private final ToneGenerator tones;

  MediaFiles(Scenario scenario, Path folder, Seed seed) {
    this.scenario = scenario;
    this.folder = folder;
    pictures = new PictureGenerator(scenario, seed);
    tones = new ToneGenerator(seed);
  }

  /** The picture of an item, relative to the folder. */
  String picture(Good good) {
    return key(good) + "-pictures/" + good.id() + ".png";
  }

  /** The sound of an item, relative to the folder; empty where it has none. */
  String sound(Good good) {
    return isHeard(good) ? key(good) + "-sounds/" + good.id() + ".wav" : "";
  }

  /** Writes all files on all processors. Costs about a millisecond a file. */
  void write(List<Good> goods) throws IOException {
    for (Good good : goods) {
      Files.createDirectories(folder.resolve(picture(good)).getParent());
      if (isHeard(good)) {
        Files.createDirectories(folder.resolve(sound(good)).getParent());
      }
    }
    try {
      goods.parallelStream().forEach(this::write);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Good good) {
    try {
      Files.write(folder.resolve(picture(good)), pictures.png(good));
      if (isHeard(good)) {
        Files.write(folder.resolve(sound(good)), tones.wav(good));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isHeard(Good good) {
    return scenario.themes().get(good.theme()).heard();
  }

  private String key(Good good) {
    return scenario.domains().get(good.domain()).key();
  }
}
