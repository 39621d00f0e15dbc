package io.kuayu.cli.command.privacy;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.retention.RetentionResult;
import io.kuayu.application.retention.RetentionService;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kuayu retain}. */
@Command(
    name = "retain",
    description = "Deletes events that are older than 'privacy.retention' allows; run it daily.")
public final class RetainCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Override
  public Integer call() {
    Console console = speech.console();
    RetentionResult result = new RetentionService(setup.workspace(console)).retain(Actor.COMMAND);
    if (!result.limited()) {
      console.warn("'privacy.retention' sets no limit: everything is kept for ever");
    }
    console.out().println(result.deleted() + " events deleted from the store");
    console.out().flush();
    return 0;
  }
}
