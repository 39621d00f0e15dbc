package io.kuayu.models.content;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderPool;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.List;

/**
 * How the contents of one modality become vectors in one model, so that items which come later get
 * theirs in the same way.
 *
 * @param encoder what reads the contents, and hence their modality
 * @param whitening what evens out its vectors
 */
public record ModalitySpace(EncoderIdentity encoder, Whitening whitening) {

  /** A space and the vectors in it of all items of a catalogue. */
  public record Filled(ModalitySpace space, ContentVectors vectors) {}

  /**
   * Encodes the contents of all items and learns the whitening from them.
   *
   * @param modality which contents to read
   */
  public static Filled fit(
      TrainingData data,
      Modality modality,
      EncoderOptions options,
      Whitening.Options whitening,
      TrainingRun run) {
    try (ItemEncoder encoder =
        ItemEncoders.open(modality, options, data.catalogue(), run.threads())) {
      ItemVectors vectors = encode(data.catalogue(), encoder, run);
      ModalitySpace space =
          new ModalitySpace(encoder.identity(), Whitening.fit(vectors, whitening));
      return new Filled(space, space.whitened(vectors));
    }
  }

  /** Encodes all items of a catalogue in this space. */
  public ContentVectors fill(Catalogue catalogue, TrainingRun run) {
    try (ItemEncoder open = ItemEncoders.open(encoder, run.threads())) {
      return whitened(encode(catalogue, open, run));
    }
  }

  private static ItemVectors encode(Catalogue catalogue, ItemEncoder encoder, TrainingRun run) {
    return ItemVectors.encode(catalogue.items(), encoder, run.cache(), run.progress());
  }

  /** The vectors of a catalogue of which the first items are known already. */
  public ContentVectors extend(ContentVectors known, Catalogue catalogue) {
    return known.over(catalogue, new int[0], this::vectors);
  }

  /** Encodes some items in this space, {@code [items.size(), dimension]}. */
  public ContentVectors vectors(List<Item> items) {
    return items.isEmpty()
        ? new ContentVectors(new float[0], whitening.dimension(), new boolean[0])
        : whitened(EncoderPool.encode(encoder, items));
  }

  /** A content that whitens to zero is the mean of all and tells nothing: it counts as absent. */
  private ContentVectors whitened(ItemVectors vectors) {
    ContentVectors whitened =
        ContentVectors.ofNonZero(whitening.apply(vectors), whitening.dimension());
    for (int item = 0; item < vectors.size(); item++) {
      whitened.present()[item] &= vectors.has(item);
    }
    return whitened;
  }

  public void save(ModelWriter out) {
    encoder.save(out);
    whitening.save(out);
  }

  public static ModalitySpace load(ModelReader in) {
    return new ModalitySpace(EncoderIdentity.load(in), Whitening.load(in));
  }
}
