package io.kuayu.benchmarks.modalities;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.core.math.DotProduct;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.Whitening;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whitened vectors of pictures, as models compare them.
 *
 * @param values {@code [pictures, width]} of length 1
 * @param width numbers in a vector
 * @param raw what the encoder made of them
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns.
record ImageVectors(float[] values, int width, ItemVectors raw) {

  /**
   * Encodes pictures.
   *
   * @param encoder name of an encoder of images
   * @param cache folder of vectors that are known
   */
  static ItemVectors encode(List<Path> pictures, String encoder, Path cache, int threads) {
    List<Item> items =
        IntStream.range(0, pictures.size())
            .mapToObj(
                index ->
                    new Item(
                        new ItemKey("pictures", Integer.toString(index)),
                        "",
                        "",
                        Map.of(),
                        List.of(
                            new Content(
                                Modality.IMAGE,
                                new ContentSource.FileContent(pictures.get(index))))))
            .toList();
    EncoderOptions options =
        new EncoderOptions(encoder, Precision.AUTO, EncoderOptions.DEFAULT.maxTokens());
    try (ItemEncoder open =
        ItemEncoders.open(
            Modality.IMAGE, options, Catalogue.of(List.of("pictures"), List.of()), threads)) {
      return ItemVectors.encode(items, open, cache, Progress.NONE);
    }
  }

  /**
   * Whitens pictures by what was learnt from the first ones.
   *
   * @param learnt how many pictures the whitening is learnt from
   */
  static ImageVectors whitened(ItemVectors raw, int learnt, Whitening.Options options) {
    boolean[] present = new boolean[learnt];
    for (int picture = 0; picture < learnt; picture++) {
      present[picture] = raw.has(picture);
    }
    float[] values = new float[learnt * raw.dimension()];
    System.arraycopy(raw.values(), 0, values, 0, values.length);
    Whitening whitening =
        Whitening.fit(new ItemVectors(raw.encoder(), raw.dimension(), values, present), options);
    return new ImageVectors(whitening.apply(raw), whitening.dimension(), raw);
  }

  /**
   * The pictures nearest to one by the cosine.
   *
   * @param among how many of the first pictures may be named
   * @return at most {@code count}, nearest first, never the picture itself
   */
  int[] nearest(int picture, int among, int count) {
    double[] cosines = new double[among];
    for (int other = 0; other < among; other++) {
      cosines[other] = DotProduct.of(values, picture * width, values, other * width, width);
    }
    return IntStream.range(0, among)
        .filter(other -> other != picture && raw.has(other))
        .boxed()
        .sorted(Comparator.comparingDouble(other -> -cosines[other]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
