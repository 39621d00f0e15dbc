package io.kuayu.application;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;

/** A request that cannot be carried out as it stands; commands end with exit code 2. */
public final class WrongUsage extends KuayuException {
  private static final long serialVersionUID = 1;

  /**
   * @param problem which argument is wrong and why
   * @param remedy what is allowed
   */
  public WrongUsage(String problem, String remedy) {
    this(ErrorCode.USAGE, problem, remedy);
  }

  /** As above, where the kind of mistake has a code of its own. */
  public WrongUsage(ErrorCode code, String problem, String remedy) {
    super(code, problem, remedy);
  }
}
