package io.kuayu.cli.command.server;

import io.kuayu.application.WrongUsage;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.storage.audit.AuditLog;
import io.kuayu.storage.audit.AuditMark;
import io.kuayu.storage.audit.AuditVerification;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu audit}. */
@Command(name = "audit", description = "Checks the audit log of the server.")
public final class AuditCommand {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Command(name = "verify", description = "Tells whether the log is as it was written.")
  int verify(
      @Option(
              names = "--expect",
              arity = "2",
              paramLabel = "VALUE",
              description =
                  "ENTRIES and HASH of an earlier run: fails where the log no longer holds them.")
          @Nullable List<String> expected) {
    AuditLog log = setup.workspace(speech.console()).configuration().server().auditLog();
    AuditVerification found = expected == null ? log.verify() : log.verify(mark(expected));
    var out = speech.console().out();
    out.println(
        found.entries()
            + " entries are as they were written; the last has the hash "
            + found.head());
    found.problem().ifPresent(problem -> out.println("FAIL " + problem));
    out.flush();
    if (found.problem().isEmpty()) {
      speech
          .console()
          .say(
              "note elsewhere: kuayu audit verify --expect "
                  + found.entries()
                  + " "
                  + found.head());
    }
    return found.problem().isPresent() ? 1 : 0;
  }

  private static AuditMark mark(List<String> expected) {
    try {
      return new AuditMark(Long.parseLong(expected.getFirst()), expected.getLast());
    } catch (NumberFormatException e) {
      throw new WrongUsage(
          "--expect needs a number of entries and a hash, not '" + expected.getFirst() + "'",
          "copy both from an earlier run of: kuayu audit verify");
    }
  }
}
