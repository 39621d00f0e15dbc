package io.kuayu.cli.command;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.console.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The configuration that a command uses. */
public final class ConfigurationOption {
  @Option(
      scope = ScopeType.INHERIT,
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "kuayu.yaml",
      description = "The configuration; default: ${DEFAULT-VALUE}. Paths in it are relative to it.")
  private Path file = Path.of("kuayu.yaml");

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description =
          "Overrides the configuration, as in -s models.ease.lambda=100. Goes before KUAYU_…"
              + " variables, which go before the file.")
  private List<String> overrides = new ArrayList<>();

  public ConfigFile configFile() {
    return ConfigFile.open(file, overrides, System.getenv());
  }

  public Workspace workspace(Console console) {
    return new Workspace(Configuration.read(configFile()), console);
  }
}
