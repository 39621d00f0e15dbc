package io.kuayu.server.api;

import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The latest evaluation report. It is read from a folder {@code report} next to the configuration
 * or in the work folder; without one, the answer is an empty object.
 */
public final class ReportEndpoints {
  private static final long MAX_BYTES = 16 << 20;

  private final Path work;

  /**
   * @param bundles the folder of all models, in the work folder
   */
  public ReportEndpoints(Path bundles) {
    work = bundles.toAbsolutePath().normalize().resolveSibling("report");
  }

  public List<Route> routes() {
    return List.of(Route.of("GET", "/api/v1/report", Role.READER, this::latest));
  }

  private Reply latest(Call call) {
    call.mustHaveEverywhere(Role.READER);
    Path beside = work.resolve("../../report").normalize();
    return Stream.of(work, beside)
        .map(folder -> folder.resolve("report.json"))
        .filter(ReportEndpoints::isReadable)
        .max((one, other) -> Long.compare(modified(one), modified(other)))
        .map(ReportEndpoints::read)
        .orElseGet(() -> Reply.ok(HttpJson.object()));
  }

  private static boolean isReadable(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Reply read(Path file) {
    try {
      return Reply.ok(HttpJson.object(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
