package io.kuayu.cli.command;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.console.Console;
import io.kuayu.corpus.settings.CorpusSettings;
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

  @Option(
      scope = ScopeType.INHERIT,
      names = "--skip-bad-rows",
      description =
          "Where data are prepared: leave rows out that cannot be used, however many; without it,"
              + " more than clean.max-bad-share of a file (5 %%) stop the command.")
  private boolean skipBadRows;

  public ConfigFile configFile() {
    List<String> all = new ArrayList<>(overrides);
    if (skipBadRows) {
      all.add(CorpusSettings.SKIP_BAD_ROWS + "=true");
    }
    return ConfigFile.open(file, all, System.getenv());
  }

  public Workspace workspace(Console console) {
    return new Workspace(Configuration.read(configFile()), console);
  }
}
