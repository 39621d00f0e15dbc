package io.kuayu.application.serving;

import io.kuayu.core.Item;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentLines;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.ThumbnailRenderer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the images of items small and keeps those that were asked for last, up to 32 MiB.
 * Thread-safe.
 */
public final class ThumbnailService {
  private static final Logger LOG = LoggerFactory.getLogger(ThumbnailService.class);

  /** Sharp where a page shows it in half as many pixels of its own, as telephones do. */
  private static final int SIDE = 256;

  private static final int MAX_BYTES = 32 << 20;

  private final Optional<ThumbnailRenderer> renderer;
  private final int maxBytes;
  private final Map<String, byte[]> kept = new LinkedHashMap<>(16, .75f, true);
  private int keptBytes;

  ThumbnailService() {
    this(ThumbnailRenderer.find(), MAX_BYTES);
  }

  ThumbnailService(Optional<ThumbnailRenderer> renderer, int maxBytes) {
    this.renderer = renderer;
    this.maxBytes = maxBytes;
  }

  /**
   * An image that can be asked for.
   *
   * @param content what is drawn
   * @param tag another one for every other content; tells nothing of it
   */
  public record Source(Content content, String tag) {}

  /** The image that stands for an item. Nothing is read. */
  public Optional<Source> source(Item item) {
    return item.media().stream()
        .filter(content -> content.modality() == Modality.IMAGE)
        .filter(content -> !(content.source() instanceof ContentSource.InlineVector))
        .filter(_ -> renderer.isPresent())
        .findFirst()
        .map(
            image ->
                new Source(
                    image,
                    DigestUtils.sha256Hex(
                        ContentLines.write(List.of(image)).getBytes(StandardCharsets.UTF_8))));
  }

  /** The thumbnail, where it was drawn before. */
  public synchronized Optional<byte[]> kept(Source source) {
    return Optional.ofNullable(kept.get(source.tag));
  }

  /**
   * Draws the thumbnail. Costs some milliseconds for each megapixel of the image.
   *
   * @return empty where the image cannot be read or decoded, which is logged
   */
  public Optional<byte[]> draw(Source source) {
    try {
      byte[] drawn = renderer.orElseThrow().render(source.content, SIDE);
      keep(source.tag, drawn);
      return Optional.of(drawn);
    } catch (InvalidMediaException e) {
      LOG.warn("an image cannot be shown: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private synchronized void keep(String tag, byte[] drawn) {
    byte[] before = kept.put(tag, drawn);
    keptBytes += drawn.length - (before == null ? 0 : before.length);
    var oldest = kept.entrySet().iterator();
    while (keptBytes > maxBytes) {
      keptBytes -= oldest.next().getValue().length;
      oldest.remove();
    }
  }
}
