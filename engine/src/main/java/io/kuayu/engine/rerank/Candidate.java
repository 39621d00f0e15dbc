package io.kuayu.engine.rerank;

/**
 * A candidate item.
 *
 * @param item its ordinal
 * @param score higher is better
 * @param tie breaks ties between equal scores, higher first; unrelated to the item
 */
public record Candidate(int item, float score, long tie) implements Comparable<Candidate> {
  /** Best first. */
  @Override
  public int compareTo(Candidate other) {
    int byScore = Float.compare(other.score, score);
    return byScore != 0 ? byScore : Long.compare(other.tie, tie);
  }
}
