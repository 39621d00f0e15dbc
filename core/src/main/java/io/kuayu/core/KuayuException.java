package io.kuayu.core;

/**
 * A failure that the caller can resolve: what is wrong and where, what to do about it, and a stable
 * code.
 */
public class KuayuException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final String remedy;

  /**
   * @param code names the kind of failure for programs; see {@code docs/errors.md}
   * @param problem what is wrong, and where (file and line, configuration key, argument)
   * @param remedy what to do about it, with the values that are allowed
   */
  public KuayuException(ErrorCode code, String problem, String remedy) {
    super(problem);
    this.code = code;
    this.remedy = remedy;
  }

  /** As above, with the failure that led to this one. */
  public KuayuException(ErrorCode code, String problem, String remedy, Throwable cause) {
    super(problem, cause);
    this.code = code;
    this.remedy = remedy;
  }

  public ErrorCode code() {
    return code;
  }

  public String remedy() {
    return remedy;
  }
}
