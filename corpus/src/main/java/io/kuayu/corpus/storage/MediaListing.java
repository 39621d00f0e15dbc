package io.kuayu.corpus.storage;

import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.DomainSettings;
import io.kuayu.corpus.settings.MediaColumns;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The size and date of every file that items name, a line of JSON each, so that a changed, new or
 * missing file makes a corpus out of date although the files of items are as they were.
 */
public final class MediaListing implements AutoCloseable {
  private final BufferedWriter out;
  private String domain = "";
  private Path folder = Path.of("");

  private MediaListing(BufferedWriter out) {
    this.out = out;
  }

  /**
   * A file as it was.
   *
   * @param domain whose items name it
   * @param folder at which the name starts
   * @param name as items have it
   * @param state its size and date, empty where there was no file
   */
  private record Entry(String domain, String folder, String name, String state) {}

  /** Begins the listing of a corpus that is being made. */
  public static MediaListing create(CorpusFiles files) throws IOException {
    return new MediaListing(Files.newBufferedWriter(files.media()));
  }

  /** Says of which source the next files are. */
  public void begin(String ofDomain, Path ofFolder) {
    domain = ofDomain;
    folder = ofFolder;
  }

  /** Notes a file as it is now. */
  public void add(String name, Path path) {
    try {
      Entry entry = new Entry(domain, folder.toString(), name, state(path));
      out.write(JsonMapper.shared().writeValueAsString(entry));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Whether all files of a corpus are as they were. Costs a look at each, none is read. */
  public static boolean isCurrent(CorpusFiles files, CorpusSettings settings) {
    Map<String, String> folders = new HashMap<>();
    for (DomainSettings named : settings.domains()) {
      named
          .items()
          .map(items -> items.media())
          .filter(MediaColumns::areNamed)
          .ifPresent(media -> folders.put(named.name(), media.folder().toString()));
    }
    if (folders.isEmpty()) {
      return true;
    }
    try (Stream<String> lines = Files.lines(files.media())) {
      return lines
          .map(line -> JsonMapper.shared().readValue(line, Entry.class))
          .allMatch(
              entry ->
                  entry.folder.equals(folders.get(entry.domain))
                      && entry.state.equals(
                          state(Path.of(entry.folder).resolve(entry.name).normalize())));
    } catch (IOException | UncheckedIOException | JacksonException e) {
      return false;
    }
  }

  private static String state(Path path) {
    try {
      return Files.size(path) + " bytes, " + Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      return "";
    }
  }
}
