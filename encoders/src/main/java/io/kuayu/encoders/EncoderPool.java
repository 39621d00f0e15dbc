package io.kuayu.encoders;

import io.kuayu.core.Item;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Modality;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Encoders that stay open, for contents that come one by one while a model serves: opening one
 * takes longer than a text. Holds the last encoder of each modality, and its last {@value #KEPT}
 * vectors at most, so that several models with one encoder read a content once.
 */
public final class EncoderPool {
  private static final int KEPT = 10_000;

  private static final Map<Modality, Open> OPEN = new EnumMap<>(Modality.class);

  private EncoderPool() {}

  /** Encodes the contents of items, with the encoder that a model was trained with. */
  public static synchronized ItemVectors encode(EncoderIdentity identity, List<Item> items) {
    Open open = OPEN.get(identity.modality());
    if (open == null || !open.encoder.identity().equals(identity)) {
      if (open != null) {
        OPEN.remove(identity.modality());
        open.encoder.close();
      }
      int threads = Runtime.getRuntime().availableProcessors();
      open = new Open(ItemEncoders.open(identity, threads), new Recent());
      OPEN.put(identity.modality(), open);
    }
    return ItemVectors.encode(items, open.encoder, open.recent, Progress.NONE);
  }

  private record Open(ItemEncoder encoder, Recent recent) {}

  /** The vectors of what was encoded last. */
  private static final class Recent implements VectorStore {
    private final Map<ContentHash, float[]> vectors = new LinkedHashMap<>();

    @Override
    public Map<ContentHash, float[]> find(Set<ContentHash> wanted) {
      Map<ContentHash, float[]> found = new HashMap<>();
      for (ContentHash content : wanted) {
        float[] vector = vectors.get(content);
        if (vector != null) {
          found.put(content, vector);
        }
      }
      return found;
    }

    @Override
    public void append(List<ContentHash> contents, float[][] fresh) {
      for (int index = 0; index < fresh.length; index++) {
        vectors.put(contents.get(index), fresh[index]);
      }
      while (vectors.size() > KEPT) {
        vectors.remove(vectors.keySet().iterator().next());
      }
    }
  }
}
