package io.kuayu.models.content;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderPool;
import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.TextEncoder;
import io.kuayu.encoders.TextEncoders;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How texts become vectors in one model, so that items which come later get theirs in the same way.
 *
 * @param encoder the language model
 * @param whitening what evens out its vectors
 */
public record ContentSpace(EncoderIdentity encoder, Whitening whitening) {

  /** A space and the vectors in it of all items of a catalogue. */
  public record Filled(ContentSpace space, ContentVectors texts) {}

  /** Encodes all items and learns the whitening from them. */
  public static Filled fit(
      TrainingData data, EncoderOptions options, Whitening.Options whitening, TrainingRun run) {
    try (TextEncoder encoder = TextEncoders.open(options, data.catalogue(), run.threads())) {
      ItemVectors vectors = encode(data.catalogue(), encoder, run);
      Whitening learnt = Whitening.fit(vectors, whitening);
      return new Filled(
          new ContentSpace(encoder.identity(), learnt),
          new ContentVectors(learnt.apply(vectors), learnt.dimension()));
    }
  }

  /** Encodes all items of a catalogue in this space. */
  public ContentVectors fill(Catalogue catalogue, TrainingRun run) {
    try (TextEncoder open = TextEncoders.open(encoder, run.threads())) {
      ItemVectors vectors = encode(catalogue, open, run);
      return new ContentVectors(whitening.apply(vectors), whitening.dimension());
    }
  }

  private static ItemVectors encode(Catalogue catalogue, TextEncoder encoder, TrainingRun run) {
    return ItemVectors.encode(catalogue.items(), encoder, run.cache(), run.progress());
  }

  /** The texts of a catalogue of which the first items are known already. */
  public ContentVectors extend(ContentVectors known, Catalogue catalogue) {
    int width = whitening.dimension();
    int before = known.values().length / width;
    List<Item> more = catalogue.items().subList(before, catalogue.size());
    if (more.isEmpty()) {
      return known;
    }
    float[] all = Arrays.copyOf(known.values(), catalogue.size() * width);
    try (TextEncoder open =
        TextEncoders.open(encoder, Runtime.getRuntime().availableProcessors())) {
      float[] added = whitening.apply(ItemVectors.encode(more, open));
      System.arraycopy(added, 0, all, before * width, added.length);
    }
    return new ContentVectors(all, width);
  }

  /** The texts of a later catalogue; those that changed and those that came are read. */
  public ContentVectors over(ContentVectors known, Catalogue later, int[] changed) {
    int width = whitening.dimension();
    int before = known.values().length / width;
    int[] read =
        IntStream.concat(Arrays.stream(changed), IntStream.range(before, later.size())).toArray();
    if (read.length == 0) {
      return known;
    }
    float[] all = Arrays.copyOf(known.values(), later.size() * width);
    List<Item> items = Arrays.stream(read).mapToObj(later::item).toList();
    float[] vectors = vectors(items);
    for (int row = 0; row < read.length; row++) {
      System.arraycopy(vectors, row * width, all, read[row] * width, width);
    }
    return new ContentVectors(all, width);
  }

  /** Encodes some items in this space, {@code [items.size(), dimension]}; zeros without text. */
  public float[] vectors(List<Item> items) {
    return whitening.apply(EncoderPool.encode(encoder, items));
  }

  public void save(ModelWriter out) {
    encoder.save(out);
    whitening.save(out);
  }

  public static ContentSpace load(ModelReader in) {
    return new ContentSpace(EncoderIdentity.load(in), Whitening.load(in));
  }
}
