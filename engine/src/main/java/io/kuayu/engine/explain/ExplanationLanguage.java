package io.kuayu.engine.explain;

/** The languages in which recommendations are explained. */
public enum ExplanationLanguage {
  ENGLISH("English", "“", "”"),
  CHINESE("Chinese", "《", "》");

  private final String written;
  private final String open;
  private final String close;

  ExplanationLanguage(String written, String open, String close) {
    this.written = written;
    this.open = open;
    this.close = close;
  }

  /** Its name in English. */
  public String written() {
    return written;
  }

  /** What stands before the name of an item. */
  String open() {
    return open;
  }

  /** What stands behind the name of an item. */
  String close() {
    return close;
  }
}
