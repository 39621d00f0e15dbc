package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.core.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The length of lists and their domains. */
public final class ListOptions {
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

  public int size() {
    return size;
  }

  /** Rejects an invalid size before any work is done. */
  public void check() {
    if (size < 1) {
      throw new WrongUsage("-k is " + size, "ask for at least 1 item");
    }
  }

  /** The requested domains, empty for all. */
  public Set<String> domains(Catalogue catalogue) {
    domains.forEach(domain -> HistoryArgument.checkDomain("--domains", domain, catalogue));
    return new LinkedHashSet<>(domains);
  }
}
