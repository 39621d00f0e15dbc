package io.kuayu.cli;

import io.kuayu.cli.command.AuditCommand;
import io.kuayu.cli.command.AuditPrivacyCommand;
import io.kuayu.cli.command.BatchCommand;
import io.kuayu.cli.command.ConfigCommand;
import io.kuayu.cli.command.ConsentCommand;
import io.kuayu.cli.command.DemoCommand;
import io.kuayu.cli.command.DoctorCommand;
import io.kuayu.cli.command.EvaluateCommand;
import io.kuayu.cli.command.ExportCommand;
import io.kuayu.cli.command.ForgetCommand;
import io.kuayu.cli.command.KeysCommand;
import io.kuayu.cli.command.PrepareCommand;
import io.kuayu.cli.command.PseudonymsCommand;
import io.kuayu.cli.command.RankCommand;
import io.kuayu.cli.command.ReceiptCommand;
import io.kuayu.cli.command.RecommendCommand;
import io.kuayu.cli.command.RetainCommand;
import io.kuayu.cli.command.ServeCommand;
import io.kuayu.cli.command.TrainCommand;
import io.kuayu.cli.command.ValidateCommand;
import io.kuayu.cli.command.VersionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root of all commands. */
@Command(
    name = "kuayu",
    description = "Recommends across domains.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ValidateCommand.class,
      PrepareCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      RecommendCommand.class,
      RankCommand.class,
      BatchCommand.class,
      ServeCommand.class,
      ExportCommand.class,
      ForgetCommand.class,
      ReceiptCommand.class,
      RetainCommand.class,
      KeysCommand.class,
      AuditCommand.class,
      AuditPrivacyCommand.class,
      ConsentCommand.class,
      PseudonymsCommand.class,
      ConfigCommand.class,
      DoctorCommand.class,
      DemoCommand.class,
      VersionCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Commands run the steps that they need and lack, and say so. Exit code: 0 done, 1 failed,",
      "2 wrong usage or configuration. Begin with: kuayu demo"
    })
final class KuayuCommand {}
