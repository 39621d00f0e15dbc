package io.kuayu.application.settings;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.SettingProblem;
import io.kuayu.core.settings.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A configuration with everything that overrides it: {@code -s key.path=value} on the command line
 * before {@code KUAYU_KEY_PATH} in the environment before the file before the defaults.
 */
public final class ConfigFile {
  private static final String PREFIX = "KUAYU_";

  private final Path file;
  private final Setting.Tree tree;
  private final List<String> overrides;
  private final EnvironmentVariables variables;
  private final List<SettingProblem> problems;

  private ConfigFile(
      Path file,
      Setting.Tree tree,
      List<String> overrides,
      EnvironmentVariables variables,
      List<SettingProblem> problems) {
    this.file = file;
    this.tree = tree;
    this.overrides = overrides;
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * Opens a file.
   *
   * @param overrides as {@code key.path=value}, the value in YAML
   * @param environment the variables, for overrides and for {@code ${NAME}} in values
   * @throws ConfigurationException where the file cannot be read
   */
  public static ConfigFile open(
      Path file, List<String> overrides, Map<String, String> environment) {
    List<SettingProblem> problems = new ArrayList<>();
    EnvironmentVariables variables = new EnvironmentVariables(environment);
    Setting.Tree tree =
        YamlReader.document(text(file), file.getFileName().toString(), variables, problems);
    return new ConfigFile(file.toAbsolutePath(), tree, overrides, variables, problems);
  }

  /** The folder at which relative paths start. */
  public Path folder() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /**
   * Reads the configuration into what the reader makes of it.
   *
   * @param reader asks for every key there is, with its default; called twice, since the keys that
   *     the environment may override are those that it asks for
   * @throws io.kuayu.core.settings.SettingsException with everything that is wrong
   */
  public <T> T read(Function<Settings, T> reader) {
    List<SettingProblem> all = new ArrayList<>(problems);
    Setting.Tree commanded = commanded(tree, all);
    Settings probe = Settings.of(commanded);
    T _ = reader.apply(probe);
    Setting.Tree effective =
        commanded(fromEnvironment(tree, probe.askedFor(), all), new ArrayList<>());
    Settings settings = Settings.of(effective, all);
    T read = reader.apply(settings);
    settings.check();
    return read;
  }

  private Setting.Tree commanded(Setting.Tree under, List<SettingProblem> all) {
    Setting.Tree changed = under;
    for (String override : overrides) {
      int equals = override.indexOf('=');
      List<String> path = equals < 1 ? List.of() : parts(override.substring(0, equals));
      if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
        all.add(
            new SettingProblem(
                "-s " + override,
                "sets nothing",
                "write -s KEY=VALUE, as in -s models.ease.lambda=100"));
        continue;
      }
      Setting value = YamlReader.value(override.substring(equals + 1), "-s", variables, all);
      changed = changed.with(path, value);
    }
    return changed;
  }

  private Setting.Tree fromEnvironment(
      Setting.Tree under, Set<String> keys, List<SettingProblem> all) {
    Map<String, String> byVariable = new HashMap<>();
    keys.forEach(
        key ->
            byVariable.put(
                PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), key));
    Setting.Tree changed = under;
    for (Map.Entry<String, String> variable : variables.environment().entrySet()) {
      String key = byVariable.get(variable.getKey());
      if (key != null) {
        String from = "environment " + variable.getKey();
        changed =
            changed.with(parts(key), YamlReader.value(variable.getValue(), from, variables, all));
      }
    }
    return changed;
  }

  private static List<String> parts(String path) {
    return Arrays.asList(path.split("\\.", -1));
  }

  private static String text(Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "there is no configuration " + file.toAbsolutePath().normalize(),
          "name it with -c FILE, or see the whole path on generated data first: kuayu demo");
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(file + " is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      throw new ConfigurationException(
          file + " cannot be read: " + e, "check that it is a file and that you may read it");
    }
  }

  /** A configuration that cannot be read at all. */
  public static final class ConfigurationException extends KuayuException {
    private static final long serialVersionUID = 1;

    ConfigurationException(String problem, String remedy) {
      super(ErrorCode.CONFIGURATION_UNREADABLE, problem, remedy);
    }
  }
}
