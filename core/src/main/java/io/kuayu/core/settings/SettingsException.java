package io.kuayu.core.settings;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong in a configuration, at once. */
public final class SettingsException extends KuayuException {
  private static final long serialVersionUID = 1;

  private final transient List<SettingProblem> problems;

  SettingsException(List<SettingProblem> problems) {
    super(
        ErrorCode.CONFIGURATION,
        problems.stream()
            .map(SettingProblem::toString)
            .collect(Collectors.joining("\n", "the configuration is wrong:\n", "")),
        "mend the lines named above");
    this.problems = List.copyOf(problems);
  }

  public List<SettingProblem> problems() {
    return problems;
  }
}
