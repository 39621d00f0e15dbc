package io.kuayu.application.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kuayu.application.settings.MediaFetchSettings;
import io.kuayu.media.InvalidMediaException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched from real servers, and what is not even asked for. */
class MediaFetcherTest {
  private static final byte[] FILE = {1, 2, 3, 13, 10, 13, 10, -1};
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String PASSWORD = "changeit";

  private final List<String> asked = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private String host = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", exchange -> answer(exchange, 200, FILE));
    server.createContext("/long", exchange -> answer(exchange, 200, new byte[4_000_000]));
    server.createContext("/missing", exchange -> answer(exchange, 404, FILE));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://" + host + "/file");
          answer(exchange, 302, FILE);
        });
    server.createContext(
        "/slow",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
    host = LOOPBACK + ":" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void fetchesFromAHostThatIsConfigured() throws Exception {
    assertThat(fetcher(true, LONG).fetch("http://" + host + "/file?size=2#top", 8)).isEqualTo(FILE);
    assertThat(asked).containsExactly("GET /file?size=2 of " + host);
  }

  @Test
  void refusesOtherHostsAndSchemesWithoutAskingThem() {
    MediaFetcher fetcher = fetcher(true, LONG);
    refuses(fetcher, "http://127.0.0.1/file", "none of those");
    refuses(fetcher, "http://localhost:" + server.getAddress().getPort() + "/file", "none of");
    refuses(fetcher, "http://me:secret@" + host + "/file", "no address of a host");
    refuses(fetcher, "file:///etc/passwd", "https: and http:");
    refuses(fetcher, "ftp://" + host + "/file", "https: and http:");
    refuses(fetcher, "http://" + host + "/a b\r\nHost: evil", "no address");
    refuses(fetcher(false, LONG), "http://" + host + "/file", "only addresses with https: are");
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesAddressesThatAreNotPublicUnlessTheyAreConfigured() {
    MediaFetcher fetcher =
        new MediaFetcher(new MediaFetchSettings(Set.of(host), true, Set.of(), LONG));
    refuses(fetcher, "http://" + host + "/file", "not public");
    assertThat(asked).isEmpty();
  }

  @Test
  void followsNoRedirectAndTakesOnlyWholeFilesOfTheAllowedLength() {
    MediaFetcher fetcher = fetcher(true, LONG);
    refuses(fetcher, "http://" + host + "/moved", "status 302, and redirects are not followed");
    refuses(fetcher, "http://" + host + "/missing", "status 404");
    refuses(fetcher, "http://" + host + "/long", "more than 1000 bytes");
    assertThat(asked).hasSize(3);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    refuses(fetcher(true, Duration.ofMillis(200)), "http://" + host + "/slow", "longer than 0.2");
  }

  @Test
  void checksTheCertificateAgainstTheName(@TempDir Path folder) throws Exception {
    KeyStore keys = keys(folder.resolve("keys.p12"));
    HttpsServer secured =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secured.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    secured.createContext("/file", exchange -> answer(exchange, 200, FILE));
    secured.start();
    try {
      int port = secured.getAddress().getPort();
      MediaFetchSettings settings =
          new MediaFetchSettings(
              Set.of("localhost:" + port, LOOPBACK + ":" + port),
              false,
              Set.of(LOOPBACK, "0:0:0:0:0:0:0:1"),
              LONG);
      SSLSocketFactory trusting = context(keys).getSocketFactory();
      MediaFetcher fetcher = new MediaFetcher(settings, trusting);
      assertThat(fetcher.fetch("https://localhost:" + port + "/file", 8)).isEqualTo(FILE);
      refuses(fetcher, "https://" + LOOPBACK + ":" + port + "/file", "No subject alternative");
      refuses(new MediaFetcher(settings), "https://localhost:" + port + "/file", "cannot be");
      assertThat(asked).hasSize(1);
    } finally {
      secured.stop(0);
    }
  }

  @Test
  void knowsWhichAddressesAreOfTheInternet() throws Exception {
    for (String address : List.of("93.184.215.14", "172.32.0.1", "2606:4700::1111")) {
      assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).as(address).isTrue();
    }
    for (String address :
        List.of(
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "127.1.2.3",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2001:db8::1",
            "2002:7f00:1::",
            "fd00::1",
            "fe80::1",
            "ff02::1")) {
      assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).as(address).isFalse();
    }
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " of "
            + exchange.getRequestHeaders().getFirst("Host"));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private MediaFetcher fetcher(boolean http, Duration timeout) {
    return new MediaFetcher(new MediaFetchSettings(Set.of(host), http, Set.of(LOOPBACK), timeout));
  }

  private static void refuses(MediaFetcher fetcher, String address, String why) {
    assertThatThrownBy(() -> fetcher.fetch(address, 1_000))
        .as(address)
        .isInstanceOf(InvalidMediaException.class)
        .hasMessageContaining(why);
  }

  /** A key for the name {@code localhost} alone. */
  private static KeyStore keys(Path file) throws Exception {
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "test",
                "-dname",
                "CN=test",
                "-ext",
                "san=dns:localhost",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  /** Shows that key, and trusts it. */
  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", keys.getCertificate("test"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
