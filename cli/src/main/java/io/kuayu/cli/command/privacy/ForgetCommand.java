package io.kuayu.cli.command.privacy;

import io.kuayu.application.erasure.ErasureRequest;
import io.kuayu.application.erasure.ErasureResult;
import io.kuayu.application.erasure.ErasureService;
import io.kuayu.application.privacy.Actor;
import io.kuayu.application.users.CorpusUsers;
import io.kuayu.application.workspace.UserAliases;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu forget}. */
@Command(
    name = "forget",
    description = {
      "Erases a person and prints a signed receipt: what was erased, what was counted again without"
          + " them, and which weights hold traces until their next training.",
      "The input files stay as they are; every import leaves the person out from now on."
    })
public final class ForgetCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(names = "--user", required = true, paramLabel = "ID", description = "Whom.")
  private String user = "";

  @Option(
      names = "--verify",
      description = "Look afterwards that nothing is left; exit code 1 where something is.")
  private boolean verify;

  @Override
  public Integer call() {
    Console console = speech.console();
    Workspace workspace = setup.workspace(console);
    ErasureResult outcome =
        ErasureService.of(workspace)
            .erase(new ErasureRequest(CorpusUsers.resolve(workspace, user), verify, Actor.COMMAND));
    outcome.naming().forEach(file -> console.warn(file + " names the person still: delete it"));
    if (!outcome.hadSomething()) {
      console.warn(
          "nothing was held about this person; imports leave them out from now on (looked up in "
              + UserAliases.columns(workspace.configuration().corpus())
              + ")");
    }
    console.out().println(outcome.receipt());
    console.out().flush();
    return outcome.verified() ? 0 : 1;
  }
}
