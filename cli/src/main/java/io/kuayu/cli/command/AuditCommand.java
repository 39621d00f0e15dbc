package io.kuayu.cli.command;

import io.kuayu.server.audit.AuditLog;
import io.kuayu.server.audit.AuditVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kuayu audit}. */
@Command(name = "audit", description = "Checks the audit log of the server.")
public final class AuditCommand {
  @Mixin private Setup setup = new Setup();
  @Mixin private Speech speech = new Speech();

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
