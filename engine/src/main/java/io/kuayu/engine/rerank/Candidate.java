package io.kuayu.engine.rerank;

/**
 * An item under consideration.
 *
 * @param item its ordinal
 * @param score higher is better
 * @param tie decides among equal scores, higher first; says nothing about the item
 */
public record Candidate(int item, float score, long tie) implements Comparable<Candidate> {
  /** Best first. */
  @Override
  public int compareTo(Candidate other) {
    int byScore = Float.compare(other.score, score);
    return byScore != 0 ? byScore : Long.compare(other.tie, tie);
  }
}
