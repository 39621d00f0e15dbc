package io.kuayu.application.settings;

import io.kuayu.core.settings.SettingProblem;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables into values: {@code ${NAME}}, or {@code ${NAME:-defaultValue}} for one
 * that may be missing or empty.
 *
 * @param environment the variables and their values
 */
record EnvironmentVariables(Map<String, String> environment) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  EnvironmentVariables {
    environment = Map.copyOf(environment);
  }

  /** The text with its variables replaced; a missing one is a problem at {@code where}. */
  String expand(String text, String where, List<SettingProblem> problems) {
    if (!text.contains("${")) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    value(reference.group(1), reference.group(2), where, problems)));
  }

  private String value(
      String name, @Nullable String defaultValue, String where, List<SettingProblem> problems) {
    String value = environment.getOrDefault(name, "");
    if (defaultValue != null) {
      return value.isEmpty() ? defaultValue : value;
    }
    if (!environment.containsKey(name)) {
      problems.add(
          new SettingProblem(
              where,
              "the environment variable " + name + " is not set",
              "export " + name + "=…, or write ${" + name + ":-default}"));
    }
    return value;
  }
}
