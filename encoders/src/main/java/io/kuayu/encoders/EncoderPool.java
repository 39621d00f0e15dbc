package io.kuayu.encoders;

import io.kuayu.core.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encoders that stay open, for texts that come one by one while a model serves: opening one takes
 * longer than a text. Holds the last encoder used, and the vectors of its last {@value #KEPT} texts
 * at most, so that several models that read with one encoder read a text once.
 */
public final class EncoderPool {
  private static final int KEPT = 10_000;

  private static final Map<String, float[]> VECTORS = new LinkedHashMap<>();
  private static Optional<TextEncoder> open = Optional.empty();

  private EncoderPool() {}

  /**
   * Encodes the texts of items as {@link ItemVectors#encode(List, TextEncoder)} does, for likeness.
   */
  public static synchronized ItemVectors encode(EncoderIdentity identity, List<Item> items) {
    boolean fits = open.map(TextEncoder::identity).filter(identity::equals).isPresent();
    if (!fits) {
      open.ifPresent(TextEncoder::close);
      open = Optional.empty();
      VECTORS.clear();
      int threads = Runtime.getRuntime().availableProcessors();
      open = Optional.of(TextEncoders.open(identity, threads));
    }
    return ItemVectors.encode(items, new Remembering(open.orElseThrow()));
  }

  /** Asks the encoder only for what was not asked lately. */
  private record Remembering(TextEncoder encoder) implements TextEncoder {
    @Override
    public EncoderIdentity identity() {
      return encoder.identity();
    }

    @Override
    public int dimension() {
      return encoder.dimension();
    }

    @Override
    public String licence() {
      return encoder.licence();
    }

    @Override
    public float[][] encode(List<String> texts, Purpose purpose) {
      List<String> missing = new ArrayList<>(texts);
      missing.removeIf(VECTORS::containsKey);
      float[][] read = missing.isEmpty() ? new float[0][] : encoder.encode(missing, purpose);
      Map<String, float[]> fresh = new LinkedHashMap<>();
      for (int index = 0; index < read.length; index++) {
        fresh.put(missing.get(index), read[index]);
      }
      float[][] vectors = new float[texts.size()][];
      for (int index = 0; index < vectors.length; index++) {
        String text = texts.get(index);
        vectors[index] = fresh.getOrDefault(text, VECTORS.getOrDefault(text, new float[0]));
      }
      VECTORS.putAll(fresh);
      while (VECTORS.size() > KEPT) {
        VECTORS.remove(VECTORS.keySet().iterator().next());
      }
      return vectors;
    }

    @Override
    public void close() {}
  }
}
