package io.kuayu.corpus.staging;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.settings.ItemSourceSettings;
import io.kuayu.corpus.settings.MediaColumns;
import io.kuayu.corpus.storage.MediaListing;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaFolder;
import io.kuayu.media.MediaInspector;
import io.kuayu.media.MediaLimits;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the files that the rows of a source name, checks them without decoding, and notes what they
 * hold by its SHA-256. A file that may not be used counts as absent and is told.
 */
final class MediaImport {
  /** What is done about a file that may not be used. */
  static final String ACTION = "kept without it: it counts as absent";

  private static final List<Modality> MODALITIES = List.of(Modality.IMAGE, Modality.AUDIO);
  private static final int MAX_FILES = 32;
  private static final int REMEMBERED = 10_000;

  private final MediaColumns columns;
  private final MediaFolder folder;
  private final MediaListing listing;

  /** Items may share a file, such as a placeholder; empty digests stand for none. */
  private final Map<String, Checked> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Takes what is found about a row. */
  @FunctionalInterface
  interface Findings {
    void add(String rule, String detail);
  }

  /**
   * What a file is.
   *
   * @param path where it is
   * @param sha256 of its bytes; empty where it may not be used
   * @param problem why it may not be used
   */
  private record Checked(Path path, String sha256, String problem) {}

  private MediaImport(MediaColumns columns, MediaListing listing) {
    this.columns = columns;
    this.listing = listing;
    folder = new MediaFolder(columns.folder());
  }

  /** For the source of a domain. */
  static MediaImport of(ItemSourceSettings settings, MediaListing listing) {
    listing.begin(settings.domain(), settings.media().folder());
    return new MediaImport(settings.media(), listing);
  }

  /** The rule that a file of a modality breaks which may not be used. */
  static String rule(Modality modality) {
    return "unreadable-" + modality.lowerCase();
  }

  /** Chooses the columns. */
  void choose(SourceTable rows) {
    for (Modality modality : MODALITIES) {
      List<ColumnReference> named = columns.of(modality);
      for (int index = 0; index < named.size(); index++) {
        rows.choose(modality.lowerCase() + index, named.get(index));
      }
    }
  }

  /** The contents that a row names. */
  List<Content> read(ResultSet row, Findings findings) throws SQLException {
    List<Content> contents = new ArrayList<>();
    for (Modality modality : MODALITIES) {
      List<String> names = new ArrayList<>();
      for (int index = 0; index < columns.of(modality).size(); index++) {
        names.addAll(names(row.getString(modality.lowerCase() + index)));
      }
      for (String name : names.subList(0, Math.min(names.size(), MAX_FILES))) {
        Checked file = known.computeIfAbsent(modality + name, _ -> check(name, modality));
        if (file.sha256.isEmpty()) {
          findings.add(rule(modality), Excerpt.of(name) + ": " + file.problem);
        } else {
          contents.add(
              new Content(modality, new ContentSource.FileContent(file.path, file.sha256)));
        }
      }
      if (names.size() > MAX_FILES) {
        findings.add(
            rule(modality), names.size() + " files, and the first " + MAX_FILES + " are used");
      }
    }
    return contents;
  }

  private Checked check(String name, Modality modality) {
    MediaLimits limits = MediaLimits.ofFiles(modality);
    try {
      Path path = folder.locate(name);
      // The state first: what is written meanwhile makes the corpus out of date.
      listing.add(name, path);
      byte[] bytes = folder.read(name, limits);
      var _ = MediaInspector.inspect(bytes, modality, limits);
      return new Checked(path, DigestUtils.sha256Hex(bytes), "");
    } catch (InvalidMediaException e) {
      return new Checked(folder.root(), "", String.valueOf(e.getMessage()));
    }
  }

  /** A cell holds a name, or a JSON array of names. */
  private static List<String> names(@Nullable String cell) {
    if (cell == null || cell.isBlank()) {
      return List.of();
    }
    String text = cell.strip();
    if (!text.startsWith("[")) {
      return List.of(text);
    }
    try {
      JsonNode list = JsonMapper.shared().readTree(text);
      return list.valueStream()
          .filter(JsonNode::isString)
          .map(JsonNode::stringValue)
          .filter(name -> !name.isBlank())
          .toList();
    } catch (JacksonException e) {
      return List.of(text);
    }
  }
}
