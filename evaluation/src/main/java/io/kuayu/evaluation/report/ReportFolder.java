package io.kuayu.evaluation.report;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report to a folder: {@code index.html} and {@code report.json}. */
public final class ReportFolder {
  private ReportFolder() {}

  /**
   * Writes both files, each atomically, and replaces those of an earlier report.
   *
   * @param folder created where it does not exist
   * @return the page
   * @throws KuayuException where the folder cannot be written
   */
  public static Path write(EvaluationReport report, Path folder) {
    try {
      Files.createDirectories(folder);
      put(folder.resolve("report.json"), ReportJson.writeAll(report));
      return put(folder.resolve("index.html"), ReportPage.write(report));
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.REPORT_UNWRITABLE,
          "cannot write the report to " + folder + ": " + e.getMessage(),
          "choose with --report a folder that can be written and has room",
          e);
    }
  }

  private static Path put(Path file, String text) throws IOException {
    Path aside = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.writeString(aside, text);
      return Files.move(
          aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
