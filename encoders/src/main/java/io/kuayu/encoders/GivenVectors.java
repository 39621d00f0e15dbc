package io.kuayu.encoders;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.util.List;
import java.util.Optional;

/**
 * Passes on the vectors that the data give for the items of a modality; contents themselves are not
 * read. An item without such a vector, or with one of another length, has none.
 */
final class GivenVectors implements ItemEncoder {
  /** The name by which configurations choose it. */
  static final String NAME = "given";

  private final Modality modality;
  private final int dimension;

  private GivenVectors(Modality modality, int dimension) {
    this.modality = modality;
    this.dimension = dimension;
  }

  /**
   * For the vectors of a catalogue; empty where no item has one.
   *
   * @param modality which vectors to read
   */
  static Optional<GivenVectors> of(Modality modality, Catalogue catalogue) {
    return catalogue.items().stream()
        .flatMap(item -> item.vector(modality).stream())
        .map(content -> new GivenVectors(modality, dimension(content)))
        .findFirst();
  }

  /**
   * For vectors like those of a training.
   *
   * @throws KuayuException where the identity is damaged
   */
  static GivenVectors of(EncoderIdentity identity) {
    try {
      return new GivenVectors(identity.modality(), Integer.parseInt(identity.parameters()));
    } catch (NumberFormatException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_MISMATCH,
          "the model names no readable encoder: " + identity,
          "train the model again",
          e);
    }
  }

  static KuayuException absent(Modality modality) {
    return new KuayuException(
        ErrorCode.ENCODER_MISSING,
        "no item has a vector of the modality " + modality.lowerCase() + " that the data give",
        "name its column in 'items.vectors' and run 'kuayu prepare', or choose another encoder");
  }

  @Override
  public EncoderIdentity identity() {
    return new EncoderIdentity(modality, NAME, Integer.toString(dimension), "0");
  }

  @Override
  public Optional<Content> content(Item item) {
    return item.vector(modality);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String licence() {
    return "";
  }

  @Override
  public boolean accepts(Content content) {
    return dimension(content) == dimension;
  }

  @Override
  public EncodedBatch encode(List<Content> contents) {
    return EncodedBatch.complete(
        contents.stream()
            .map(content -> ((ContentSource.InlineVector) content.source()).values())
            .toArray(float[][]::new));
  }

  private static int dimension(Content content) {
    return content.source() instanceof ContentSource.InlineVector vector ? vector.dimension() : 0;
  }

  @Override
  public void close() {}
}
