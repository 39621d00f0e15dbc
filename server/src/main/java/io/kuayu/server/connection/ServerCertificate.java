package io.kuayu.server.connection;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.kuayu.application.settings.TlsSettings;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and private key of a server, read from PEM files and read again when these
 * change. Connections that are open keep the certificate with which they began.
 */
public final class ServerCertificate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final TlsSettings settings;
  private String read;
  private Tls tls;
  private Optional<Thread> watch = Optional.empty();

  private ServerCertificate(TlsSettings settings) {
    this.settings = settings;
    read = text();
    tls = parse();
  }

  /**
   * Reads the files.
   *
   * @throws KuayuException if they hold no certificate and key that belong together and are valid
   *     now
   */
  public static ServerCertificate of(TlsSettings settings) {
    return new ServerCertificate(settings);
  }

  /** For the configuration of a server. */
  public Tls tls() {
    return tls;
  }

  /** Puts changed files in force on a running server until this is closed. */
  public void follow(WebServer server) {
    watch = Optional.of(Thread.ofVirtual().name("certificate").start(() -> watch(server)));
  }

  private void watch(WebServer server) {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        refresh(server);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A pair that is incomplete or wrong is reported once and leaves the former one in force. */
  private void refresh(WebServer server) {
    try {
      String now = text();
      if (!now.equals(read)) {
        read = now;
        tls = parse();
        server.reloadTls(tls);
        LOG.info("the certificate in {} is in force", settings.certificate());
      }
    } catch (KuayuException failure) {
      LOG.warn("the former certificate stays in force: {}", failure.getMessage());
    }
  }

  /** The content of both files. */
  private String text() {
    return read(settings.certificate(), "certificate") + '\0' + keyText();
  }

  private String keyText() {
    return settings.keyFile().map(file -> read(file, "key")).orElse(settings.key());
  }

  private static String read(Path file, String name) {
    try {
      // Any byte is a character, so that a file in another format is reported as such.
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw problem("server.tls." + name + " names " + file + ", which cannot be read");
    }
  }

  private Tls parse() {
    List<X509Certificate> chain = chain(read.substring(0, read.indexOf('\0')));
    PrivateKey key = key(read.substring(read.indexOf('\0') + 1));
    checkDates(chain.getFirst());
    if (!belongTogether(key, chain.getFirst())) {
      throw problem("the private key does not belong to the certificate in " + place());
    }
    // No client certificate is asked for, but Helidon reloads nothing where there is no trust
    // store.
    return Tls.builder().privateKey(key).privateKeyCertChain(chain).trust(chain).build();
  }

  private List<X509Certificate> chain(String pem) {
    try {
      return Keys.builder()
          .pem(pems -> pems.certChain(Resource.create("certificate", pem)))
          .build()
          .certChain();
    } catch (RuntimeException e) {
      throw problem(place() + " holds no certificate in PEM format");
    }
  }

  private PrivateKey key(String pem) {
    String place = settings.keyFile().map(Path::toString).orElse("server.tls.key");
    if (pem.contains("BEGIN ENCRYPTED")) {
      throw problem("the private key in " + place + " is encrypted; it must not be");
    }
    try {
      return Keys.builder()
          .pem(pems -> pems.key(Resource.create("key", pem.strip())))
          .build()
          .privateKey()
          .orElseThrow();
    } catch (RuntimeException e) {
      throw problem(place + " holds no private key in PEM format (PKCS#8: BEGIN PRIVATE KEY)");
    }
  }

  private void checkDates(X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      throw problem(
          "the certificate in %s expired on %s"
              .formatted(place(), certificate.getNotAfter().toInstant()));
    } catch (CertificateNotYetValidException e) {
      throw problem(
          "the certificate in %s is not valid before %s"
              .formatted(place(), certificate.getNotBefore().toInstant()));
    }
  }

  private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
          case "EC" -> "SHA256withECDSA";
          default -> "SHA256with" + key.getAlgorithm();
        };
    byte[] message = "one pair".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private String place() {
    return settings.certificate().toString();
  }

  private static KuayuException problem(String what) {
    return new KuayuException(
        ErrorCode.TLS_CERTIFICATE,
        what,
        "name the PEM files of a valid certificate chain and of its private key, as in: server: {"
            + " tls: { certificate: fullchain.pem, key: privkey.pem } }");
  }

  @Override
  public void close() {
    watch.ifPresent(Thread::interrupt);
  }
}
