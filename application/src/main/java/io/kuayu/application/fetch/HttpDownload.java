package io.kuayu.application.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET of HTTP/1.0 at an IP address that was chosen beforehand, with the certificate checked
 * against the name. The clients of the JDK look names up by themselves, so that a name could lead
 * elsewhere than where it was checked to lead.
 */
final class HttpDownload {
  private static final int MAX_HEAD = 16_384;
  private static final int CHUNK = 16_384;
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final URI address;
  private final int maxBytes;

  private HttpDownload(URI address, int maxBytes) {
    this.address = address;
    this.maxBytes = maxBytes;
  }

  /**
   * The body of the answer.
   *
   * @param address of {@code http} or {@code https}, in ASCII
   * @param machines tried one after the other until one accepts the connection
   * @param timeout of everything together
   * @throws IOException where the status is not 200, the body is longer than allowed, or the time
   *     is over
   */
  static byte[] read(
      URI address, List<InetAddress> machines, SSLSocketFactory tls, Duration timeout, int maxBytes)
      throws IOException {
    HttpDownload download = new HttpDownload(address, maxBytes);
    AtomicBoolean isLate = new AtomicBoolean();
    try (Socket socket = download.connect(machines, timeout)) {
      var _ =
          CompletableFuture.runAsync(
              () -> {
                isLate.set(true);
                close(socket);
              },
              CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
      try (Socket secured = download.isHttps() ? download.secure(socket, tls) : socket) {
        return download.ask(secured);
      }
    } catch (IOException e) {
      throw isLate.get()
          ? new IOException("it takes longer than " + timeout.toMillis() / 1e3 + " seconds", e)
          : e;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isHttps() {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private Socket connect(List<InetAddress> machines, Duration timeout) throws IOException {
    int port = address.getPort() >= 0 ? address.getPort() : isHttps() ? 443 : 80;
    IOException refused = new IOException("its host has no address");
    for (InetAddress machine : machines) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(
            new InetSocketAddress(machine, port),
            (int) Math.max(1, timeout.toMillis() / machines.size()));
        return socket;
      } catch (IOException e) {
        socket.close();
        refused = new IOException("its host does not answer", e);
      }
    }
    throw refused;
  }

  private Socket secure(Socket socket, SSLSocketFactory tls) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.createSocket(socket, address.getHost(), socket.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private byte[] ask(Socket socket) throws IOException {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String request =
        """
        GET %s%s HTTP/1.0
        Host: %s
        User-Agent: Kuayu
        Accept: image/*, audio/*
        Accept-Encoding: identity
        Connection: close

        """
            .formatted(path, query, address.getRawAuthority())
            .replace("\n", "\r\n");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return body(socket.getInputStream());
  }

  private byte[] body(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int head = -1;
    int length = -1;
    byte[] chunk = new byte[CHUNK];
    while (length < 0 || read.size() < head + length) {
      int count = in.read(chunk);
      if (count < 0) {
        break;
      }
      read.write(chunk, 0, count);
      if (head < 0) {
        byte[] all = read.toByteArray();
        head = endOfHead(all);
        length = head < 0 ? -1 : length(new String(all, 0, head, StandardCharsets.ISO_8859_1));
      }
      if (head < 0 ? read.size() > MAX_HEAD : read.size() - head > maxBytes) {
        throw head < 0 ? new IOException("its answer is no HTTP") : tooLong();
      }
    }
    if (head < 0 || (length >= 0 && read.size() < head + length)) {
      throw new IOException("its answer ends too early");
    }
    return Arrays.copyOfRange(read.toByteArray(), head, length < 0 ? read.size() : head + length);
  }

  private static int endOfHead(byte[] bytes) {
    for (int at = 0; at <= bytes.length - END_OF_HEAD.length; at++) {
      if (Arrays.equals(bytes, at, at + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return at + END_OF_HEAD.length;
      }
    }
    return -1;
  }

  /** The length that the head tells, or -1; refuses every answer that is no plain file. */
  private int length(String head) throws IOException {
    String[] lines = head.split("\r\n", -1);
    String[] status = lines[0].split(" ", 3);
    if (!status[0].startsWith("HTTP/1.") || status.length < 2) {
      throw new IOException("its answer is no HTTP");
    }
    if (!status[1].equals("200")) {
      throw new IOException(
          "its answer has the status "
              + (status[1].matches("[1-5][0-9]{2}") ? status[1] : "of no HTTP")
              + (status[1].startsWith("3") ? ", and redirects are not followed" : ""));
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    String coding =
        headers.getOrDefault("Transfer-Encoding", headers.getOrDefault("Content-Encoding", ""));
    if (!coding.isEmpty() && !coding.toLowerCase(Locale.ROOT).equals("identity")) {
      throw new IOException("its answer is encoded, though it was asked for as it is");
    }
    String length = headers.getOrDefault("Content-Length", "");
    if (!length.isEmpty() && !length.matches("[0-9]{1,10}")) {
      throw new IOException("its answer tells no length");
    }
    long bytes = length.isEmpty() ? -1 : Long.parseLong(length);
    if (bytes > maxBytes) {
      throw tooLong();
    }
    return (int) bytes;
  }

  private IOException tooLong() {
    return new IOException("it has more than " + maxBytes + " bytes");
  }
}
