package io.kuayu.encoders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Vectors that one encoder has given before, by the hash of their content. */
interface VectorStore {
  /** Keeps nothing. */
  VectorStore NONE =
      new VectorStore() {
        @Override
        public Map<ContentHash, float[]> find(Set<ContentHash> wanted) {
          return new HashMap<>();
        }

        @Override
        public void append(List<ContentHash> contents, float[][] vectors) {}
      };

  /** The known vectors among those that are wanted, in a map of the caller's own. */
  Map<ContentHash, float[]> find(Set<ContentHash> wanted);

  /**
   * Keeps the vectors of further contents.
   *
   * @param vectors {@code [contents][dimension]}
   */
  void append(List<ContentHash> contents, float[][] vectors);
}
