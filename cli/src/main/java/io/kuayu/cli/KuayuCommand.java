package io.kuayu.cli;

import io.kuayu.cli.command.data.DemoCommand;
import io.kuayu.cli.command.data.InitCommand;
import io.kuayu.cli.command.data.PrepareCommand;
import io.kuayu.cli.command.data.ValidateCommand;
import io.kuayu.cli.command.privacy.ConsentCommand;
import io.kuayu.cli.command.privacy.ExportCommand;
import io.kuayu.cli.command.privacy.ForgetCommand;
import io.kuayu.cli.command.privacy.PseudonymsCommand;
import io.kuayu.cli.command.privacy.ReceiptCommand;
import io.kuayu.cli.command.privacy.RetainCommand;
import io.kuayu.cli.command.recommend.BatchCommand;
import io.kuayu.cli.command.recommend.RankCommand;
import io.kuayu.cli.command.recommend.RecommendCommand;
import io.kuayu.cli.command.server.AuditCommand;
import io.kuayu.cli.command.server.BackupCommand;
import io.kuayu.cli.command.server.KeysCommand;
import io.kuayu.cli.command.server.RestoreCommand;
import io.kuayu.cli.command.server.ServeCommand;
import io.kuayu.cli.command.setup.ConfigCommand;
import io.kuayu.cli.command.setup.DoctorCommand;
import io.kuayu.cli.command.setup.VersionCommand;
import io.kuayu.cli.command.training.AuditPrivacyCommand;
import io.kuayu.cli.command.training.EvaluateCommand;
import io.kuayu.cli.command.training.TrainCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root of all commands. */
@Command(
    name = "kuayu",
    description = "Recommends across domains.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
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
      BackupCommand.class,
      RestoreCommand.class,
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
      "2 wrong usage or configuration, 130 stopped by Ctrl-C, 143 by SIGTERM.",
      "Begin with: kuayu demo, or with files of your own: kuayu init FILES…"
    })
final class KuayuCommand {}
