package io.kuayu.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir Path folder = Path.of(".");

  private long now;

  private static KuayuException failure(ErrorCode code) {
    return new KuayuException(code, "it failed", "mend it");
  }

  @Test
  void aFailedWriteCountsForSomeSecondsOrUntilOneSucceeds() {
    StoreHealth health = new StoreHealth(List.of(folder), () -> now);
    health.failed(failure(ErrorCode.UNKNOWN_DOMAIN));
    assertThat(health.canWrite()).isTrue();
    health.failed(failure(ErrorCode.STORE_FAILED));
    assertThat(health.canWrite()).isFalse();
    health.succeeded();
    assertThat(health.canWrite()).isTrue();
    health.failed(failure(ErrorCode.STORE_FAILED));
    now += 9 * SECOND;
    assertThat(health.canWrite()).isFalse();
    now += 2 * SECOND;
    assertThat(health.canWrite()).isTrue();
  }

  @Test
  void aFolderThatCannotBeWrittenIsFoundWithoutAnyRequest() throws IOException {
    Path store = folder.resolve("store");
    StoreHealth health = new StoreHealth(List.of(folder, store), () -> now);
    assertThat(health.canWrite()).isTrue();
    assertThat(store).isEmptyDirectory();
    Files.delete(store);
    Files.writeString(store, "no folder");
    assertThat(health.canWrite()).as("the last look is kept for a moment").isTrue();
    now += 2 * SECOND;
    assertThat(health.canWrite()).isFalse();
    Files.delete(store);
    now += 2 * SECOND;
    assertThat(health.canWrite()).isTrue();
  }
}
