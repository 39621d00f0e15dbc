package io.kuayu.cli.command.data;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.init.DomainGuess;
import io.kuayu.application.init.InitResult;
import io.kuayu.application.init.InitService;
import io.kuayu.application.init.KeyGuess;
import io.kuayu.application.init.SourceGuess;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.core.ErrorCode;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.evaluation.report.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kuayu init}. */
@Command(
    name = "init",
    description =
        "Looks at files, guesses domains and columns, and writes a commented kuayu.yaml; exit code 2"
            + " where it has a question.")
public final class InitCommand implements Callable<Integer> {
  @Mixin private Verbosity speech = new Verbosity();

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description =
          "Files of events and items, folders that hold them, or patterns such as 'logs/*.csv.gz'.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "kuayu.yaml",
      description =
          "The configuration to write; default: ${DEFAULT-VALUE}. Paths in it are relative to it.")
  private Path output = Path.of("kuayu.yaml");

  @Option(names = "--force", description = "Replace a configuration that is there.")
  private boolean force;

  @Option(names = "--json", description = "Print what was chosen as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = speech.console();
    InitResult result = InitService.draft(files, output, force);
    if (json) {
      CommandJson.print(console, result);
    } else {
      print(result, console.out());
    }
    List<String> questions = result.guess().openQuestions();
    if (!questions.isEmpty()) {
      int line =
          result.remarks().stream()
              .filter(remark -> questions.getFirst().endsWith(remark.question()))
              .mapToInt(InitResult.Remark::line)
              .findFirst()
              .orElse(1);
      throw new WrongUsage(
          ErrorCode.UNDECIDED_DATA,
          questions.getFirst(),
          "answer in %s:%d: uncomment one of the lines there".formatted(output, line));
    }
    return 0;
  }

  private void print(InitResult result, PrintWriter out) {
    for (DomainGuess domain : result.guess().domains()) {
      out.println(Excerpt.of(domain.name()));
      domain.items().ifPresent(items -> print("items", items, out));
      domain.events().forEach(events -> print("events", events, out));
    }
    result.guess().users().ifPresent(users -> print("users", users, out));
    result
        .guess()
        .split()
        .ifPresent(column -> out.println("split   by the column " + Excerpt.of(column)));
    result
        .guess()
        .unused()
        .forEach(file -> out.println("not used: " + file.path() + ": " + file.reason()));
    if (!result.remarks().isEmpty()) {
      out.println();
      out.println("unsure of:");
      for (InitResult.Remark remark : result.remarks()) {
        out.printf(
            "  %s:%d %s: %s%s%n",
            output,
            remark.line(),
            remark.key(),
            Excerpt.of(remark.question()),
            remark.alternatives().isEmpty()
                ? ""
                : " → " + String.join(" | ", remark.alternatives()));
      }
    }
    out.println();
    out.println("written: " + output);
    if (result.guess().openQuestions().isEmpty()) {
      out.println("next:    ./kuayu validate -c " + output);
      out.println(
          "         ./kuayu recommend -c %s --user %s -k 10 --explain"
              .formatted(
                  output,
                  result
                      .guess()
                      .user()
                      .map(user -> user.contains(" ") ? '"' + user + '"' : user)
                      .orElse("ID")));
    }
    out.flush();
  }

  private static void print(String kind, SourceGuess source, PrintWriter out) {
    out.println("  %-7s %s (%s)".formatted(kind, Excerpt.of(source.path()), source.described()));
    TextTable table = new TextTable(List.of("     ", "key", "column or value", "because"));
    for (KeyGuess key : source.keys()) {
      if (!key.isOpen() && !key.value().equals("")) {
        table.row(
            List.of("", key.key(), Excerpt.of(choice(key.value())), Excerpt.of(key.reason())));
      }
    }
    out.print(table);
  }

  private static String choice(Object value) {
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : value.toString();
  }
}
