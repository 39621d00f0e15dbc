package io.kuayu.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The health check of the container, which has no curl. */
class ContainerReadyTest {
  private static final String SCRIPT = "../distribution/docker/ready";

  @Test
  void isReadyWhenTheServerSaysSoAndNotBeforeNorAfter() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/bash")), "the script needs Bash");
    AtomicReference<Integer> status = new AtomicReference<>(503);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    try {
      assertThat(check(port)).isNotZero();
      status.set(200);
      assertThat(check(port)).isZero();
    } finally {
      server.stop(0);
    }
    assertThat(check(port)).isNotZero();
  }

  private static int check(int port) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(SCRIPT).redirectErrorStream(true);
    builder.environment().put("KUAYU_PORT", String.valueOf(port));
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
