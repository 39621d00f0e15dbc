package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.storage.Stores;
import io.kuayu.storage.sql.SqlStores;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one SQLite file. */
class StoreInUseTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void theSecondServerRefuses() throws IOException {
    SmallShop shop = new SmallShop(folder).train();
    try (ServerProcess first = ServerProcess.start(folder, folder.resolve("log"))) {
      refuses(shop);
      assertThat(Visitor.at(first.port()).get("/health/ready").status()).isEqualTo(200);
      // Commands may work beside a server.
      try (Stores stores = SqlStores.sqlite(folder.resolve("kuayu.db"))) {
        assertThat(stores.events().events()).isZero();
      }
      first.kill();
    }
    try (KuayuServer next = shop.serve()) {
      assertThat(next.port()).isPositive();
      refuses(shop);
    }
    shop.serve().close();
  }

  private static void refuses(SmallShop shop) {
    assertThatThrownBy(shop::serve)
        .isInstanceOfSatisfying(
            KuayuException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.STORE_IN_USE);
              assertThat(failure.getMessage()).doesNotContain("\n").contains("kuayu.db");
              assertThat(failure.remedy()).contains("server.store.sqlite");
            });
  }
}
