package io.kuayu.core.content;

/**
 * One thing that an item shows of itself.
 *
 * @param modality which encoders can read it
 * @param source where it is
 */
public record Content(Modality modality, ContentSource source) {
  /** A text that is at hand. */
  public static Content text(String text) {
    return new Content(Modality.TEXT, new ContentSource.InlineText(text));
  }
}
