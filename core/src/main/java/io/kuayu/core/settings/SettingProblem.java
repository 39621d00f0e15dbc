package io.kuayu.core.settings;

/**
 * Something wrong in a configuration.
 *
 * @param where the place and key, such as {@code kuayu.yaml:12 models.ease.lambda}
 * @param what what is wrong there
 * @param remedy what is allowed
 */
public record SettingProblem(String where, String what, String remedy) {
  @Override
  public String toString() {
    return where + ": " + what + "; " + remedy;
  }
}
