package io.kuayu.core;

/**
 * A failure that the person who asked can mend: what is wrong and where, and what to do about it.
 */
public class KuayuException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  /**
   * @param problem what is wrong, and where (file and line, configuration key, argument)
   * @param remedy what to do about it, with the values that are allowed
   */
  public KuayuException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  /** As above, with the failure that led to this one. */
  public KuayuException(String problem, String remedy, Throwable cause) {
    super(problem, cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
