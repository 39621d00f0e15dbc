package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.application.settings.ConnectionSettings;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.settings.TlsSettings;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with certificates in PEM files, made by the keytool of the JDK. */
class HttpsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder = Path.of(".");

  private static SmallShop shop;
  private static KeyStore first;
  private static KeyStore second;
  private static KeyStore expired;

  @BeforeAll
  static void prepare() throws Exception {
    shop = new SmallShop(folder).train();
    first = keys("first", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2");
    second = keys("second", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2");
    expired =
        keys(
            "expired",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-startdate",
            "-3d",
            "-validity",
            "1");
  }

  private static KeyStore keys(String name, String... options) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    try (InputStream stream = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(stream, PASSWORD);
      return store;
    }
  }

  @Test
  void answersOverHttpsAndTakesANewCertificateWithoutBreakingConnections(@TempDir Path files)
      throws Exception {
    TlsSettings tls = write(files, first, first);
    try (KuayuServer server = shop.serve(shop.settings().with(tls));
        HttpClient client = client(first, second)) {
      URI live = URI.create("https://localhost:" + server.port() + "/health/live");
      assertThat(serial(client, live)).isEqualTo(serial(first));
      try (SSLSocket open = connect(server, first)) {
        ask(open);
        write(files, second, second);
        awaitCertificate(live, second);
        // The connection that was open before still answers.
        ask(open);
      }
      assertThat(serial(client, live)).isIn(serial(first), serial(second));
      // A pair that does not belong together changes nothing, and the next one counts again.
      write(files, first, second);
      awaitCertificate(live, second);
      write(files, first, first);
      awaitCertificate(live, first);
    }
  }

  /** A busy machine may need more for a handshake than a server waits; then it is tried again. */
  private static void awaitCertificate(URI live, KeyStore expected) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String last = "";
    while (System.nanoTime() < end) {
      try (HttpClient fresh = client(first, second)) {
        BigInteger found = serial(fresh, live);
        if (found.equals(serial(expected))) {
          return;
        }
        last = "certificate " + found;
      } catch (IOException e) {
        last = e.toString();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the certificate is not in force: " + last);
  }

  @Test
  void aHandshakeThatDoesNotEndIsCutOff() throws Exception {
    ConnectionSettings impatient =
        new ConnectionSettings(
            2,
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    ServerSettings settings = shop.settings().with(write(folder, first, first)).with(impatient);
    try (KuayuServer server = shop.serve(settings)) {
      URI live = URI.create("https://localhost:" + server.port() + "/health/live");
      // More than there are places: those whose handshake failed hold none.
      for (int attempt = 0; attempt < 5; attempt++) {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port());
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          plain
              .getOutputStream()
              .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          silent.setSoTimeout(60_000);
          assertThat(silent.getInputStream().read()).isNegative();
        } catch (IOException reset) {
          assertThat(reset).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
      }
      awaitCertificate(live, first);
    }
  }

  @Test
  void theKeyMayBeGivenItself() throws Exception {
    Path chain = Files.writeString(folder.resolve("given.pem"), certificate(first));
    try (KuayuServer server = shop.serve(shop.settings().with(new TlsSettings(chain, key(first))));
        HttpClient client = client(first)) {
      URI live = URI.create("https://localhost:" + server.port() + "/health/live");
      assertThat(serial(client, live)).isEqualTo(serial(first));
    }
  }

  @Test
  void wrongFilesAreToldPlainly(@TempDir Path files) throws Exception {
    refused(write(files, first, second), "does not belong to the certificate");
    refused(write(files, expired, expired), "expired on");
    Path chain = files.resolve("chain.pem");
    Path key = files.resolve("key.pem");
    write(files, first, first);
    refused(new TlsSettings(key, key.toString()), "holds no certificate in PEM format");
    refused(new TlsSettings(chain, chain.toString()), "holds no private key in PEM format");
    refused(new TlsSettings(files.resolve("none.pem"), key.toString()), "cannot be read");
    Files.writeString(
        key, Files.readString(key).replace("BEGIN PRIVATE", "BEGIN ENCRYPTED PRIVATE"));
    refused(new TlsSettings(chain, key.toString()), "is encrypted");
  }

  private static void refused(TlsSettings tls, String why) {
    assertThatThrownBy(() -> shop.serve(shop.settings().with(tls)).close())
        .isInstanceOfSatisfying(
            KuayuException.class,
            failure -> {
              assertThat(failure).hasMessageContaining(why);
              assertThat(failure.code()).isEqualTo(ErrorCode.TLS_CERTIFICATE);
              assertThat(failure.remedy()).contains("server: { tls:");
            });
  }

  private static TlsSettings write(Path files, KeyStore certificate, KeyStore key)
      throws Exception {
    Path chain = Files.writeString(files.resolve("chain.pem"), certificate(certificate));
    return new TlsSettings(chain, Files.writeString(files.resolve("key.pem"), key(key)).toString());
  }

  private static String certificate(KeyStore store) throws GeneralSecurityException {
    return pem("CERTIFICATE", store.getCertificate("server").getEncoded());
  }

  private static String key(KeyStore store) throws GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
  }

  private static String pem(String type, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  private static BigInteger serial(KeyStore store) throws GeneralSecurityException {
    return ((X509Certificate) store.getCertificate("server")).getSerialNumber();
  }

  private static BigInteger serial(HttpClient client, URI address)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    assertThat(answer.body()).contains("live");
    try {
      return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0])
          .getSerialNumber();
    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
      throw new AssertionError(e);
    }
  }

  private static SSLSocket connect(KuayuServer server, KeyStore trusted)
      throws GeneralSecurityException, IOException {
    SSLSocket socket =
        (SSLSocket) context(trusted).getSocketFactory().createSocket("localhost", server.port());
    socket.startHandshake();
    return socket;
  }

  private static void ask(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[8_192];
    int read = socket.getInputStream().read(answer);
    assertThat(new String(answer, 0, Math.max(0, read), StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 200");
  }

  private static HttpClient client(KeyStore... trusted)
      throws GeneralSecurityException, IOException {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(context(trusted))
        .build();
  }

  private static SSLContext context(KeyStore... trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    for (int index = 0; index < trusted.length; index++) {
      store.setCertificateEntry("trusted" + index, trusted[index].getCertificate("server"));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
