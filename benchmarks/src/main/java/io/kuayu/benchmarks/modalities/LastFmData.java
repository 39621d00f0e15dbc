package io.kuayu.benchmarks.modalities;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Last.fm-2K as {@code swapUniba/multimodal_ml1m_dbbook_lfm2k} publishes it: who listened to which
 * artist, in three parts without times, the tags of each artist as its text, and vectors of a song
 * of each artist by VGGish and by Whisper.
 */
final class LastFmData {
  /** The first moment of the training part; each part has one day. */
  private static final long START = 1_262_304_000;

  private static final long DAY = 86_400;
  private static final List<String> PARTS = List.of("train", "valid", "test");

  private LastFmData() {}

  /**
   * Writes a configuration with its files.
   *
   * @param repository a copy of the repository
   * @param folder takes {@code kuayu.yaml}, {@code items.csv} and {@code events.csv}
   * @return the configuration
   */
  static Path convert(Path repository, Path folder) throws IOException {
    Path data = repository.resolve("3_data_processing/hetrec2011-lastfm-2k");
    Path processed = data.resolve("processed_data");
    List<String> numbered = Files.readAllLines(processed.resolve("lfm2k.inter"));
    List<String> original = Files.readAllLines(processed.resolve("lfm2k_og_ids.inter"));
    if (numbered.size() != original.size()) {
      throw new IOException("the two files of interactions differ in length");
    }
    Files.createDirectories(folder);
    TreeMap<Integer, String> artists = new TreeMap<>();
    try (CsvFile events =
        new CsvFile(folder.resolve("events.csv"), "user", "item", "timestamp", "split")) {
      for (int line = 1; line < numbered.size(); line++) {
        String[] fields = numbered.get(line).split("\t", -1);
        artists.put(Integer.parseInt(fields[1]), original.get(line).split("\t", -1)[1]);
        int part = Integer.parseInt(fields[3]);
        events.write(fields[0], fields[1], Long.toString(START + part * DAY), PARTS.get(part));
      }
    }
    items(data, folder, artists);
    return Files.writeString(
        folder.resolve("kuayu.yaml"),
        """
        workdir: work
        domains:
          artists:
            items: { path: items.csv, id: item, text: text, vectors: { audio: vggish } }
            events: { path: events.csv, user: user, item: item, timestamp: timestamp }
        split: { by: column, column: split }
        # Nothing is known of the order of events, so all of them count the same.
        models: { content: { encoder-max-tokens: 256, history: 1000, history-decay: 1, sharpness: 2 } }
        """);
  }

  /**
   * @param artists ids in the table of texts by the number that events and vectors use
   */
  private static void items(Path data, Path folder, SortedMap<Integer, String> artists)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (String line : Files.readAllLines(data.resolve("lfm2k_text.tsv"))) {
      int tab = line.indexOf('\t');
      texts.put(line.substring(0, tab), line.substring(tab + 1));
    }
    Path vectors = data.resolve("multimodal_features/mmrec_npy");
    NumPyMatrix vggish = NumPyMatrix.read(vectors.resolve("vggish.npy"));
    NumPyMatrix whisper = NumPyMatrix.read(vectors.resolve("whisper.npy"));
    try (CsvFile items =
        new CsvFile(folder.resolve("items.csv"), "item", "text", "vggish", "whisper")) {
      for (Map.Entry<Integer, String> artist : artists.entrySet()) {
        int row = artist.getKey();
        items.write(
            Integer.toString(row),
            texts.getOrDefault(artist.getValue(), ""),
            vggish.text(row),
            whisper.text(row));
      }
    }
  }
}
