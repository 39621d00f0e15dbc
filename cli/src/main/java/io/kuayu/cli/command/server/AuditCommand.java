package io.kuayu.cli.command.server;

import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.storage.audit.AuditLog;
import io.kuayu.storage.audit.AuditVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kuayu audit}. */
@Command(name = "audit", description = "Checks the audit log of the server.")
public final class AuditCommand {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Command(name = "verify", description = "Tells whether the log is as it was written.")
  int verify() {
    var workdir = setup.workspace(speech.console()).configuration().workdir();
    AuditVerification found = AuditLog.in(workdir.resolve("access")).verify();
    var out = speech.console().out();
    out.println(
        found.entries()
            + " entries are as they were written; the last has the hash "
            + found.head());
    found.problem().ifPresent(problem -> out.println("FAIL " + problem));
    out.flush();
    return found.problem().isPresent() ? 1 : 0;
  }
}
