package io.kuayu.server;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Checks an address before the server binds it, because Helidon logs a failure and goes on. */
final class ListenAddress {
  private ListenAddress() {}

  static boolean isLoopback(String host) {
    return address(host).isLoopbackAddress();
  }

  /**
   * Binds the address and releases it again.
   *
   * @param port 0 for any free one, which needs no check
   * @throws KuayuException where it cannot be bound
   */
  static void mustBeFree(String host, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address(host), port));
    } catch (BindException e) {
      throw inUse(host, port, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw inUse(host, port, e.toString());
    }
  }

  static KuayuException inUse(String host, int port, String reason) {
    return new KuayuException(
        ErrorCode.PORT_IN_USE,
        "the server cannot listen at " + host + ":" + port + " (" + reason + ")",
        "another process may have that port: choose one with --port");
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_ADDRESS, "there is no address " + host, "give one of this machine");
    }
  }
}
