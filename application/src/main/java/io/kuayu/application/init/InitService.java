package io.kuayu.application.init;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.model.bundle.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Drafts a configuration from files. Reads at most 4 MB of each, or of three files of each group,
 * unless days and months cannot be told apart in that.
 */
public final class InitService {
  private InitService() {}

  /**
   * Looks at the files and writes the configuration, in one step.
   *
   * @param given files, folders and patterns
   * @param output the configuration; paths in it are relative to its folder
   * @param replace whether a file that is there may be replaced
   * @throws WrongUsage where a file is missing, there are no events, or the output is there
   */
  public static InitResult draft(List<String> given, Path output, boolean replace) {
    if (Files.exists(output) && !replace) {
      throw new WrongUsage(
          ErrorCode.FILE_EXISTS,
          output + " is there already",
          "replace it with --force, or write another file with -o FILE");
    }
    Path target = output.toAbsolutePath().normalize();
    Path folder = target.getParent() == null ? target : target.getParent();
    try {
      DatasetGuess guess = guess(InputFiles.find(given, folder));
      ConfigurationText text = ConfigurationText.of(guess);
      write(text.text(), target, guess.openQuestions().isEmpty());
      return new InitResult(
          guess,
          text.remarks().stream()
              .map(
                  remark ->
                      new InitResult.Remark(
                          remark.line(),
                          remark.path(),
                          remark.key(),
                          remark.doubt().question(),
                          remark.doubt().alternatives()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatasetGuess guess(List<DataInput> inputs) throws IOException {
    Path scratch = Files.createTempDirectory("kuayu-init-");
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      TableReader reader = new TableReader(database, scratch);
      List<SampledTable> tables = new ArrayList<>();
      List<UnusedFile> unused = new ArrayList<>();
      for (DataInput input : inputs) {
        try {
          tables.add(reader.read(input));
        } catch (KuayuException e) {
          String problem = String.valueOf(e.getMessage()).replace(scratch.toString(), "");
          unused.add(new UnusedFile(input.written(), problem + "; " + e.remedy()));
        }
      }
      return new DatasetAnalysis(tables, unused, reader).guess();
    } finally {
      DurableFiles.deleteTree(scratch);
    }
  }

  /** Writes the file aside, reads it as every command will, and moves it into place. */
  private static void write(String text, Path target, boolean complete) throws IOException {
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path aside =
        target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(aside, text);
      if (complete) {
        Configuration _ = Configuration.read(ConfigFile.open(aside, List.of(), Map.of()));
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
