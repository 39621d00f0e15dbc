package io.kuayu.privacy.consent;

/**
 * What a person has decided on: whether what they did in one domain may be used for another, or for
 * the same one.
 *
 * @param source the domain where it happened
 * @param target the domain that it is used for
 * @param purpose what for
 * @param granted whether they agree
 */
public record Decision(String source, String target, Purpose purpose, boolean granted) {
  /** Whether both decide on the same. */
  boolean concernsTheSame(Decision other) {
    return source.equals(other.source) && target.equals(other.target) && purpose == other.purpose;
  }
}
