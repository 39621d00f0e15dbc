package io.kuayu.cli.console;

import io.kuayu.core.KuayuException;

/** A command that was asked for something it cannot do; ends with exit code 2. */
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
