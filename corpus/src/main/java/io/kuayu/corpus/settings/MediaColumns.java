package io.kuayu.corpus.settings;

import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.ItemSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of items that name files of images and sounds.
 *
 * @param image columns of images, the one that stands for the item first
 * @param audio columns of sounds, the one that stands for the item first
 * @param folder absolute; the names are relative to it and lead nowhere else
 * @param written the folder as the configuration names it; empty where it is that of the source
 */
public record MediaColumns(
    List<ColumnReference> image,
    List<ColumnReference> audio,
    Path folder,
    Optional<String> written) {
  private static final String FOLDER = "media-folder";

  public MediaColumns {
    image = List.copyOf(image);
    audio = List.copyOf(audio);
  }

  static MediaColumns read(Settings block, ItemSource source, Path base) {
    List<ColumnReference> image = ColumnReference.list(block, Modality.IMAGE.lowerCase());
    List<ColumnReference> audio = ColumnReference.list(block, Modality.AUDIO.lowerCase());
    Optional<String> written = block.text(FOLDER);
    Optional<Path> folder = written.map(base::resolve).or(source::folder);
    boolean isUsed = !image.isEmpty() || !audio.isEmpty();
    if (isUsed && folder.isEmpty()) {
      block.problem(
          FOLDER,
          "is not set, and the source lies in no folder at which names of files could start",
          "name the folder that holds the files of 'image' and 'audio'");
    }
    return new MediaColumns(
        image, audio, folder.orElse(base).toAbsolutePath().normalize(), written);
  }

  /** Whether a column is named. */
  public boolean areNamed() {
    return !image.isEmpty() || !audio.isEmpty();
  }

  /** The columns of a modality other than text. */
  public List<ColumnReference> of(Modality modality) {
    return modality == Modality.IMAGE ? image : audio;
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    for (Modality modality : List.of(Modality.IMAGE, Modality.AUDIO)) {
      List<String> columns = of(modality).stream().map(ColumnReference::column).toList();
      if (!columns.isEmpty()) {
        described.put(modality.lowerCase(), columns);
      }
    }
    written.ifPresent(name -> described.put(FOLDER, name));
    return described;
  }
}
