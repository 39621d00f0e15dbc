package io.kuayu.core;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that can be recommended.
 *
 * @param key its domain and id
 * @param title what a person is shown; empty where the source has none
 * @param text the one text form that language models read (title, categories, description, …),
 *     cleaned; empty where nothing is known
 * @param attributes further fields as the source gave them, for filters; never read as instructions
 * @param media its contents besides the text, such as images, and vectors that the data give
 */
public record Item(
    ItemKey key, String title, String text, Map<String, String> attributes, List<Content> media) {
  public Item {
    attributes = Map.copyOf(attributes);
    media = List.copyOf(media);
  }

  /** An item that is known by its text alone. */
  public Item(ItemKey key, String title, String text, Map<String, String> attributes) {
    this(key, title, text, attributes, List.of());
  }

  /** All contents: the text, where it is not blank, and the media. */
  public List<Content> contents() {
    List<Content> contents = new ArrayList<>();
    if (!text.isBlank()) {
      contents.add(Content.text(text));
    }
    contents.addAll(media);
    return List.copyOf(contents);
  }

  /** The first content of a modality, which stands for the item there; no given vector. */
  public Optional<Content> content(Modality modality) {
    return modality == Modality.TEXT && !text.isBlank()
        ? Optional.of(Content.text(text))
        : media.stream().filter(content -> isOf(content, modality)).findFirst();
  }

  /** The vector that the data give for a modality. */
  public Optional<Content> vector(Modality modality) {
    return media.stream()
        .filter(content -> content.modality() == modality && !isOf(content, modality))
        .findFirst();
  }

  /** Whether the item has a content of a modality; costs less than {@link #content}. */
  public boolean hasContent(Modality modality) {
    return (modality == Modality.TEXT && !text.isBlank()) || isAmong(media, modality);
  }

  /** Whether both items show the same, so that their vectors are equal. Files are not opened. */
  public boolean hasSameContents(Item other) {
    return text.equals(other.text) && media.equals(other.media);
  }

  static boolean isAmong(List<Content> media, Modality modality) {
    for (Content content : media) {
      if (isOf(content, modality)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(Content content, Modality modality) {
    return content.modality() == modality
        && !(content.source() instanceof ContentSource.InlineVector);
  }
}
