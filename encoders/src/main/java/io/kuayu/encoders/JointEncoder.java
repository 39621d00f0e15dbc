package io.kuayu.encoders;

import java.util.List;

/**
 * An encoder that also puts texts into the space of its own modality, as CLIP does, so that words
 * find images: the nearest contents of a query are those that it describes.
 */
public interface JointEncoder extends ItemEncoder {
  /** Whether the encoder has a network for texts. */
  boolean readsTexts();

  /**
   * Encodes queries.
   *
   * @param queries such as {@code a red shoe}
   * @return {@code [queries][dimension]}, of length 1, comparable with the vectors of contents by
   *     their cosine
   * @throws io.kuayu.core.KuayuException where the encoder has no network for texts
   */
  float[][] encodeQueries(List<String> queries);
}
