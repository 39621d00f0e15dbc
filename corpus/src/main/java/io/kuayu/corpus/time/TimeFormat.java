package io.kuayu.corpus.time;

/** A form in which times are written. */
sealed interface TimeFormat permits EpochUnit, IsoFormat, TimePattern {
  /**
   * The SQL expression for the unix seconds of a text, NULL where the text is not of this form.
   * Times that tell no zone are in that of the session.
   *
   * @param text an expression for the text without spaces around it
   * @param number an expression for the text as a whole number, NULL where it is none
   * @param utc whether the session is in UTC
   */
  String seconds(String text, String number, boolean utc);
}
