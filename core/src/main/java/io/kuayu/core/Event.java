package io.kuayu.core;

/**
 * One thing a person did with one item.
 *
 * @param item the item that was acted on
 * @param timestamp unix seconds
 * @param type such as {@code view}, {@code purchase}, {@code like}
 * @param value strength of the act, 1 where the source gives none
 */
public record Event(ItemKey item, long timestamp, String type, double value) {
  /** The type of events whose source does not name one. */
  public static final String UNNAMED = "event";

  public static Event of(ItemKey item, long timestamp) {
    return new Event(item, timestamp, UNNAMED, 1);
  }
}
