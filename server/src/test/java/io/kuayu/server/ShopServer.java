package io.kuayu.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A server of the small shop as a process of its own: prints its port and answers until killed. */
final class ShopServer {
  private ShopServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    SmallShop shop = new SmallShop(Path.of(arguments[0])).train();
    try (KuayuServer server = shop.serve()) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).println(server.port());
      new CountDownLatch(1).await();
    }
  }
}
