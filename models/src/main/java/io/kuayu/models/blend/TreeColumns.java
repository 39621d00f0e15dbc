package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;

/**
 * The columns that the trees of a blend read, for one query: each expert's standardised score, the
 * facts of the candidate, and the situation, which is the same for all candidates. A tree reads no
 * more than the order of a column, so each score is given once.
 *
 * @param experts number of experts
 * @param situation of the query
 * @param known events of the person in the domain
 */
record TreeColumns(int experts, QuerySegment situation, int known) {
  private static final int SITUATION = 4;

  /** Of a question about a domain. */
  static TreeColumns of(int experts, Context context, int domain, Catalogue catalogue) {
    return new TreeColumns(
        experts, QuerySegment.of(context, domain, catalogue), context.count(domain, catalogue));
  }

  static int count(int experts) {
    return experts + BlendFeatures.FACTS + SITUATION;
  }

  /** Whether a column is a fact of the candidate. */
  boolean isFact(int column) {
    return column >= experts && column < experts + BlendFeatures.FACTS;
  }

  /** Writes the columns of a candidate of a query, {@code [count(experts)]}. */
  void copy(BlendFeatures features, int position, float[] row) {
    for (int expert = 0; expert < experts; expert++) {
      row[expert] = features.standardised(expert)[position];
    }
    features.copyFacts(position, row, experts);
    copySituation(row);
  }

  /**
   * As above, from features that were kept.
   *
   * @param kept as {@link BlendFeatures#copy} writes them
   * @param at where those of the candidate begin
   */
  void copy(float[] kept, int at, float[] row) {
    for (int expert = 0; expert < experts; expert++) {
      float root = kept[at + BlendFeatures.rooted(expert)];
      row[expert] = root * Math.abs(root);
    }
    System.arraycopy(kept, at + BlendFeatures.constant(experts), row, experts, BlendFeatures.FACTS);
    copySituation(row);
  }

  private void copySituation(float[] row) {
    int fixed = experts + BlendFeatures.FACTS;
    row[fixed] = situation.domain();
    row[fixed + 1] = situation.history();
    row[fixed + 2] = situation.pause();
    row[fixed + 3] = known;
  }
}
