package io.kuayu.server.api;

import io.kuayu.application.fetch.MediaFetcher;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.MediaInspector;
import io.kuayu.media.MediaLimits;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the images and sounds of an item from a body: {@code media}, a list of {@code {"image":
 * BYTES}} and {@code {"audio": BYTES}} in base64, or addresses where the server may fetch. Files
 * are checked before anything decodes them.
 */
final class MediaBody {
  private static final String FIELD = "media";
  private static final int MAX_FILES = 8;
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:(?s:.*)");

  private final Optional<MediaFetcher> fetcher;

  /**
   * @param fetcher of addresses; without one they are refused
   */
  MediaBody(Optional<MediaFetcher> fetcher) {
    this.fetcher = fetcher;
  }

  /** Whether a field holds images and sounds; a text of that name is an attribute like others. */
  static boolean isMedia(JsonObjectReader fields, String name) {
    return name.equals(FIELD) && fields.node().path(FIELD).isArray();
  }

  /**
   * The contents in their order.
   *
   * @throws HttpProblem where one is no such file, too large, or an address
   */
  List<Content> read(JsonObjectReader fields) {
    return isMedia(fields, FIELD)
        ? fields.objects(FIELD, MAX_FILES, (entry, _) -> content(entry))
        : List.of();
  }

  private Content content(JsonObjectReader entry) {
    Modality modality = entry.has(Modality.AUDIO.lowerCase()) ? Modality.AUDIO : Modality.IMAGE;
    String name = modality.lowerCase();
    String written = entry.text(name);
    boolean isAddress = ADDRESS.matcher(written).matches();
    if (isAddress && fetcher.isEmpty()) {
      throw entry.wrong(
          name, "is an address, and the server fetches nothing here: send the bytes in base64");
    }
    try {
      byte[] bytes =
          isAddress ? fetcher.get().fetch(written, MAX_BYTES) : Base64.getDecoder().decode(written);
      MediaLimits limits = MediaLimits.ofFiles(modality).withBytes(MAX_BYTES);
      var _ = MediaInspector.inspect(bytes, modality, limits);
      return new Content(modality, new ContentSource.InlineBytes(bytes));
    } catch (IllegalArgumentException e) {
      throw entry.wrong(name, "is no base64");
    } catch (InvalidMediaException e) {
      throw entry.wrong(name, "cannot be used: " + e.getMessage());
    }
  }
}
