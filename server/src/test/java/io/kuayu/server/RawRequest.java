package io.kuayu.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that no decent client would send. */
final class RawRequest {
  private static final int PATIENCE_MILLISECONDS = 10_000;
  private static final int PIECE = 1 << 20;

  private final int port;

  RawRequest(int port) {
    this.port = port;
  }

  /** All that comes back until the server closes the connection. */
  String answer(String request) throws IOException {
    return answer(request, 0, "", "");
  }

  /**
   * The same for a request with a long body, which is sent in pieces.
   *
   * @param pieces of a mebibyte each
   * @param before sent before each piece
   * @param after sent behind each piece
   */
  String answer(String head, int pieces, String before, String after) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      Thread reading = Thread.currentThread();
      Thread writing =
          Thread.startVirtualThread(
              () -> {
                try {
                  write(socket.getOutputStream(), head, pieces, before, after);
                } catch (IOException e) {
                  // The server does not want to read on: its answer tells why.
                  assert reading.isAlive();
                }
              });
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[8_192];
      try {
        for (int read = socket.getInputStream().read(buffer);
            read >= 0;
            read = socket.getInputStream().read(buffer)) {
          answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketTimeoutException e) {
        answer.append("\n(still open)");
      } catch (IOException reset) {
        answer.append("\n(reset)");
      }
      writing.interrupt();
      return answer.toString();
    }
  }

  private static void write(
      OutputStream stream, String head, int pieces, String before, String after)
      throws IOException {
    stream.write(head.getBytes(StandardCharsets.ISO_8859_1));
    byte[] piece = new byte[PIECE];
    Arrays.fill(piece, (byte) ' ');
    for (int count = 0; count < pieces; count++) {
      stream.write(before.getBytes(StandardCharsets.ISO_8859_1));
      stream.write(piece);
      stream.write(after.getBytes(StandardCharsets.ISO_8859_1));
    }
    stream.flush();
  }
}
