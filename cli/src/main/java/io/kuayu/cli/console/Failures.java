package io.kuayu.cli.console;

import io.kuayu.application.WrongUsage;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.SettingProblem;
import io.kuayu.core.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats a failure as one message: what is wrong, where, its code in brackets, and the remedy. */
public final class Failures {
  private Failures() {}

  /** The message as it is printed to the standard error stream. */
  public static String message(Throwable failure) {
    if (isFullDisk(failure)) {
      return message(
          ErrorCode.DISK_FULL,
          "the disk is full: " + deepest(failure),
          "free some space, or choose another folder with -s workdir=…; what was there before is"
              + " unharmed");
    }
    return switch (failure) {
      case SettingsException settings -> {
        StringBuilder text =
            new StringBuilder(problem(settings.code(), "the configuration is wrong"));
        for (SettingProblem problem : settings.problems()) {
          text.append("\n  ").append(printable(problem.toString()));
        }
        yield text.toString();
      }
      case KuayuException known ->
          message(known.code(), String.valueOf(known.getMessage()), known.remedy());
      case UncheckedIOException io when io.getCause() != null -> message(io.getCause());
      case NoSuchFileException file ->
          message(ErrorCode.FILE_MISSING, "there is no file " + file.getFile(), "check the path");
      case AccessDeniedException file ->
          message(
              ErrorCode.FILE_ACCESS_DENIED,
              file.getFile() + " may not be read or written",
              "check its permissions");
      case FileSystemException file ->
          message(
              ErrorCode.FILE_UNREADABLE,
              String.valueOf(file.getMessage()),
              "check the file and its folder");
      case IOException io ->
          message(
              ErrorCode.FILE_UNREADABLE,
              "reading or writing failed: " + io,
              "check files and disk");
      case OutOfMemoryError memory ->
          message(
              ErrorCode.OUT_OF_MEMORY,
              "out of memory: " + memory.getMessage(),
              "give the JVM more, as in KUAYU_JAVA_OPTIONS=-Xmx8g, or use less data");
      default ->
          message(
              ErrorCode.INTERNAL,
              "an unexpected failure: " + failure,
              "run the command again with -v to see where, and report it");
    };
  }

  /** The message on one line: problem, code and remedy. */
  public static String line(KuayuException failure) {
    return problem(failure.code(), String.valueOf(failure.getMessage()))
        + ": "
        + printable(failure.remedy());
  }

  /** 2 for wrong usage, otherwise 1. */
  public static int exitCode(Throwable failure, boolean configuration) {
    return failure instanceof SettingsException || failure instanceof WrongUsage || configuration
        ? 2
        : 1;
  }

  private static String message(ErrorCode code, String problem, String remedy) {
    return problem(code, problem) + "\n  " + printable(remedy);
  }

  /** The first words of a message, with the code at the end of its first line. */
  public static String problem(ErrorCode code, String problem) {
    String text = printable(problem);
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    return "kuayu: " + text.substring(0, end) + " [" + code.text() + "]" + text.substring(end);
  }

  /** Messages may contain untrusted ids, so no control character may reach the terminal. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point != '\n' && (Character.isISOControl(point) || isInvisible(point))) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  private static boolean isInvisible(int point) {
    return Character.getType(point) == Character.FORMAT;
  }

  private static boolean isFullDisk(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("no space left on device") || message.contains("disk quota exceeded")) {
        return true;
      }
    }
    return false;
  }

  private static String deepest(Throwable failure) {
    Throwable deepest = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      deepest = cause;
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
  }
}
