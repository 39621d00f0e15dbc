package io.kuayu.encoders;

import io.kuayu.core.Item;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.Modality;
import java.util.List;
import java.util.Optional;

/**
 * Turns contents of one modality into vectors. Thread-safe; may own native memory, hence closeable.
 * An {@link EncoderProvider} opens it.
 */
public interface ItemEncoder extends AutoCloseable {
  /** What this encoder is, exactly; decides which cached vectors are its own. */
  EncoderIdentity identity();

  /** The modality of the contents that it reads. */
  default Modality modality() {
    return identity().modality();
  }

  /** What it reads of an item. */
  default Optional<Content> content(Item item) {
    return item.content(modality());
  }

  /** Numbers in a vector. */
  int dimension();

  /** The licence of the weights, as an SPDX identifier where there is one. */
  String licence();

  /**
   * Whether a content is worth encoding, such as a text with one letter at least. Asked of every
   * content before anything is encoded, so it must be cheap.
   */
  default boolean accepts(Content content) {
    return true;
  }

  /**
   * Encodes contents of its modality that it accepts. The vector of a content must not depend on
   * the others beyond float rounding, nor on the number of threads.
   *
   * @return one vector of {@link #dimension} numbers a content, and which contents have none
   */
  EncodedBatch encode(List<Content> contents);

  /** Frees native memory; nothing may be asked afterwards. */
  @Override
  void close();
}
