package io.kuayu.privacy.consent;

/**
 * A person's decision on one question: whether their events in one domain may be used for another
 * domain, or for the same one.
 *
 * @param source the domain of the events
 * @param target the domain that they are used for
 * @param purpose what they are used for
 * @param granted whether the person agrees
 */
public record Decision(String source, String target, Purpose purpose, boolean granted) {
  /** Whether both decisions answer the same question. */
  boolean concernsTheSame(Decision other) {
    return source.equals(other.source) && target.equals(other.target) && purpose == other.purpose;
  }
}
