package io.kuayu.cli.command.setup;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.corpus.settings.PrivacySettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kuayu config}: checks the configuration and prints the effective settings. */
@Command(name = "config", description = "Checks the configuration and prints what is in force.")
public final class ConfigCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Override
  public Integer call() {
    Console console = speech.console();
    ConfigFile file = setup.configFile();
    Configuration configuration = Configuration.read(file);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("workdir", configuration.workdir().toString());
    shown.put("threads", configuration.threads());
    shown.put("model", configuration.model());
    configuration
        .corpus()
        .described()
        .forEach((key, value) -> shown.put(key, withWholePaths(value, file.folder())));
    PrivacySettings privacy = configuration.corpus().privacy();
    shown.put("privacy.consent", privacy.consent().described());
    shown.put("privacy.least-people", privacy.minUserSupport());
    if (privacy.perDomain()) {
      shown.put("privacy.links", privacy.links().toString());
    }
    configuration
        .options()
        .forEach(
            (family, options) -> {
              if (!options.isEmpty()) {
                shown.put("models." + family, options);
              }
            });
    configuration.chat().ifPresent(chat -> shown.put("explain.chat", chat.described()));
    shown.put("server", configuration.server().described());
    CommandJson.print(console, shown);
    return 0;
  }

  /** A corpus describes its files as seen from the folder of the configuration file. */
  private static Object withWholePaths(Object described, Path folder) {
    return switch (described) {
      case Map<?, ?> block -> {
        // The blocks of other kinds of sources name their kind; a path in them is their own affair.
        boolean isFile = !block.containsKey("source");
        Map<Object, Object> whole = new LinkedHashMap<>();
        block.forEach(
            (key, value) ->
                whole.put(
                    key,
                    isFile && key.equals("path")
                        ? folder.resolve(String.valueOf(value)).normalize().toString()
                        : withWholePaths(value, folder)));
        yield whole;
      }
      case List<?> values -> values.stream().map(value -> withWholePaths(value, folder)).toList();
      default -> described;
    };
  }
}
