package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.core.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How long lists shall be and for which domains. */
final class ListOptions {
  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many items; default: ${DEFAULT-VALUE}.")
  private int size = 10;

  @Option(
      names = "--domains",
      paramLabel = "A,B",
      split = ",",
      description = "Recommend in these domains alone; default: in all.")
  private List<String> domains = new ArrayList<>();

  int size() {
    return size;
  }

  /** Refuses an impossible size, before any work is done. */
  void check() {
    if (size < 1) {
      throw new WrongUsage("-k is " + size, "ask for at least 1 item");
    }
  }

  /** The domains asked for, empty for all. */
  Set<String> domains(Catalogue catalogue) {
    domains.forEach(domain -> HistoryArgument.checkDomain("--domains", domain, catalogue));
    return new LinkedHashSet<>(domains);
  }
}
