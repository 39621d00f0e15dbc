package io.kuayu.application;

import io.kuayu.core.KuayuException;

/** A request that cannot be carried out as it stands; commands end with exit code 2. */
public final class WrongUsage extends KuayuException {
  private static final long serialVersionUID = 1;

  /**
   * @param problem which argument is wrong and why
   * @param remedy what is allowed
   */
  public WrongUsage(String problem, String remedy) {
    super(problem, remedy);
  }
}
