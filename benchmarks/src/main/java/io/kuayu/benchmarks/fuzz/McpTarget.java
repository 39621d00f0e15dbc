package io.kuayu.benchmarks.fuzz;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.server.WorkspaceServer;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoint for agents of a small server, asked over HTTP. */
final class McpTarget implements AutoCloseable {
  private static final int FIRST_SERVER_STATUS = 500;
  private static final int OK = 200;

  private final WorkspaceServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private McpTarget(WorkspaceServer server) {
    this.server = server;
  }

  /** Starts the server. */
  static McpTarget start(Path folder) throws IOException {
    Path events = Files.writeString(folder.resolve("events.csv"), FileTargets.events("csv"));
    Path file =
        Files.writeString(
            folder.resolve("kuayu.yaml"),
            """
            threads: 1
            domains: { food: { events: [ { path: %s } ] } }
            server:
              mcp: true
              port: 0
              warm-up: 0
              limits: { requests-per-second: 1000000, burst: 1000000, work-per-second: 1.0E9, work-burst: 1000000000 }
            """
                .formatted(events));
    Configuration configuration = Configuration.read(ConfigFile.open(file, List.of(), Map.of()));
    WorkspaceServer server =
        WorkspaceServer.listen(
            new Workspace(configuration, FileTargets.SILENT), configuration.server());
    try {
      var _ = server.prepare(Optional.of("popularity"));
      return new McpTarget(server);
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  FuzzTarget target() {
    String meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    return new FuzzTarget(
        "mcp",
        FuzzTarget.bytes(
            message("initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}"),
            message("tools/list", "{" + meta + "}"),
            call(
                "recommend", "{\"user\":\"u1\",\"k\":3,\"filter\":\"id = 'i1'\",\"explain\":true}"),
            call("recommend", "{\"history\":[{\"domain\":\"food\",\"item\":\"i1\"}]}"),
            call("similar_items", "{\"domain\":\"food\",\"item\":\"i1\",\"domains\":[\"food\"]}"),
            call("explain", "{\"user\":\"u1\",\"domain\":\"food\",\"item\":\"i2\"}"),
            call("search_items", "{\"query\":\"i\",\"k\":2}"),
            call("get_consent", "{\"user\":\"u1\"}")),
        FuzzTarget.bytes(
            "{",
            "}",
            "[",
            "]",
            "\"id\"",
            "null",
            "\"params\"",
            "\"_meta\"",
            "\"arguments\"",
            "1e9"),
        this::ask);
  }

  private static String call(String tool, String arguments) {
    return message("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private void ask(byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/mcp"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (new String(body, StandardCharsets.UTF_8).contains("2026-07-28")) {
      request.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", "tools/list");
    }
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= FIRST_SERVER_STATUS) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    if (answer.statusCode() != OK
        || answer.body().contains("\"error\":")
        || answer.body().contains("\"isError\":true")) {
      throw new HttpProblem(ProblemCode.BAD_REQUEST, answer.body().replace('"', '\''));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
