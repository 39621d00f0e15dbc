package io.kuayu.server.console;

import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Answers every other path with a file of the console, or of a WebJar below {@code /webjars/}. Only
 * plain names below two folders of the class path are looked up; nothing is read from disk.
 */
public final class Pages {
  private static final String PAGES = "/io/kuayu/server/console/";
  private static final String LIBRARIES = "/META-INF/resources/webjars/";
  private static final Pattern PLAIN =
      Pattern.compile("([A-Za-z0-9_@-][A-Za-z0-9_@.-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_@.-]*");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** Files that are shown under another address: the console and the page of the REST API. */
  private static final Map<String, String> ADDRESSES = Map.of("", "index.html", "docs", "api.html");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2");

  private final Map<String, Optional<byte[]>> read = new ConcurrentHashMap<>();

  /** Handles GET on every path without another route. */
  public Route route() {
    return Route.open("GET", "/{path}", this::page).withParameters(Route.ANY);
  }

  private Reply page(Call call) {
    String path = call.path().getOrDefault("path", "");
    String name = ADDRESSES.getOrDefault(path, path);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || name.startsWith("api/") || !PLAIN.matcher(name).matches()) {
      throw unknown();
    }
    byte[] content = content(name).orElseThrow(Pages::unknown);
    return new Reply(
        200,
        type,
        content,
        Map.of(
            "Content-Security-Policy", POLICY,
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-cache"));
  }

  /** Only existing files are cached, so that untrusted callers cannot fill the memory. */
  private Optional<byte[]> content(String name) {
    Optional<byte[]> known = read.getOrDefault(name, Optional.empty());
    if (known.isPresent()) {
      return known;
    }
    String resource =
        name.startsWith("webjars/")
            ? LIBRARIES + name.substring("webjars/".length())
            : PAGES + name;
    try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
      if (stream == null) {
        return Optional.empty();
      }
      Optional<byte[]> content = Optional.of(stream.readAllBytes());
      read.put(name, content);
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpProblem unknown() {
    return new HttpProblem(
        ProblemCode.UNKNOWN_PATH, "see /openapi.json for the paths that there are");
  }
}
