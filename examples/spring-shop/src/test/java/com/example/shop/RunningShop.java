package com.example.shop;

import io.kuayu.cli.Main;
import io.kuayu.cli.demo.MarketplaceFiles;
import io.kuayu.cli.demo.MarketplaceGenerator;
import io.kuayu.cli.demo.Scenarios;
import io.kuayu.core.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop as a process with its own class path, on the data of `kuayu demo`. */
final class RunningShop implements AutoCloseable {
  /** The family of the shop's model; one that is trained in a second. */
  static final String FAMILY = "item-knn";

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final Process process;
  private final int port;
  private final List<String> log;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningShop(Process process, int port, List<String> log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Generates the demo's shop and trains its model by the commands; returns where models are. */
  static Path train(Path folder) throws IOException {
    Path configuration =
        new MarketplaceFiles(
                new MarketplaceGenerator(Scenarios.read("shopping", "en"), new Seed(42)).generate(),
                folder,
                42)
            .write();
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    int code =
        Main.run(printer, printer, "train", "-c", configuration.toString(), "--model", FAMILY);
    if (code != 0) {
      throw new IllegalStateException(messages.toString());
    }
    return folder.resolve("work/models");
  }

  /** What the shop runs with, as the build wrote it. */
  static String classPath() throws IOException {
    return Path.of("target/classes").toAbsolutePath()
        + ":"
        + Files.readString(Path.of("target/libraries")).strip();
  }

  /** Starts it at a free port; it answers when this returns. */
  static RunningShop start(Path data, Path models) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
    command.addAll(List.of(ShopApplication.class.getName(), "--shop.data=" + data));
    command.addAll(List.of("--server.port=0", "--kuayu.reload-interval=50ms"));
    command.add("--kuayu.bundle=" + models.resolve(FAMILY));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> log = new CopyOnWriteArrayList<>();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      log.add(line);
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        var _ = Thread.ofVirtual().start(() -> reader.lines().forEach(log::add));
        return new RunningShop(process, Integer.parseInt(started.group(1)), log);
      }
    }
    throw new IOException("the shop did not start: " + String.join("\n", log));
  }

  String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address(path))).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  int post(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  /** What it has written so far. */
  List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    var _ = process.onExit().join();
  }
}
