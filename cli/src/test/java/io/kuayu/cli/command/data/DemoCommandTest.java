package io.kuayu.cli.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class DemoCommandTest {
  @TempDir Path folder;

  private final List<String> ran = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final CommandLine root =
      new CommandLine(CommandSpec.create().name("kuayu"))
          .addSubcommand(new DemoCommand())
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(out))
          .setExecutionStrategy(this::execute);

  private int execute(CommandLine.ParseResult result) {
    if (result.hasSubcommand() && result.subcommand().commandSpec().name().equals("demo")) {
      return new CommandLine.RunLast().execute(result);
    }
    ran.add(result.originalArgs().getFirst());
    return 0;
  }

  DemoCommandTest() {
    for (String name : List.of("prepare", "evaluate", "recommend")) {
      root.addSubcommand(
          name,
          CommandSpec.create()
              .parser(new CommandLine.Model.ParserSpec().unmatchedArgumentsAllowed(true)));
    }
  }

  @Test
  void runsTheOrdinaryCommandsAndSaysThatTheDataAreGenerated() {
    int code = root.execute("demo", "--folder", folder.toString(), "--language", "zh");
    assertThat(code).as(out.toString()).isZero();
    assertThat(ran).containsExactly("prepare", "evaluate", "evaluate", "recommend");
    assertThat(out.toString())
        .contains("GENERATED DATA", "《深度学习》", "智能手机", "$ ./kuayu prepare -c", "--user xiaolin");
    assertThat(folder.resolve("shopping-zh/kuayu.yaml")).exists();
  }

  @Test
  void namesTheCommandAsItsLauncherDoes() {
    System.setProperty("kuayu.command", "kuayu");
    try {
      CommandLine installed = new CommandLine(new DemoCommand()).setOut(new PrintWriter(out));
      installed.setErr(new PrintWriter(out)).execute("--folder", folder.toString());
    } finally {
      System.clearProperty("kuayu.command");
    }
    assertThat(out.toString()).contains("$ kuayu prepare -c").doesNotContain("./kuayu");
  }

  @Test
  void doesNotReplaceAForeignConfiguration() throws IOException {
    Path home = Files.createDirectories(folder.resolve("shopping-en"));
    Files.writeString(home.resolve("kuayu.yaml"), "workdir: mine\n");
    assertThat(root.execute("demo", "--folder", folder.toString())).isNotZero();
    assertThat(home.resolve("kuayu.yaml")).hasContent("workdir: mine");
    assertThat(ran).isEmpty();
  }
}
