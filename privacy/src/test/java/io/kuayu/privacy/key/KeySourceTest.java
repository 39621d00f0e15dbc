package io.kuayu.privacy.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeySourceTest {
  @TempDir private Path folder;

  @Test
  void makesAFileForItsOwnerAloneAndReadsItAgain() throws IOException {
    KeySource source = KeyReference.source("secrets/kuayu.key", folder);
    assertThat(source.exists()).isFalse();
    String first = source.keys().getFirst().written();
    Path file = folder.resolve("secrets/kuayu.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyReference.source("secrets/kuayu.key", folder).keys().getFirst().written())
        .isEqualTo(first);
    source.rotate();
    assertThat(source.keys()).hasSize(2);
    assertThat(source.keys().getFirst().written()).isEqualTo(first);
    try (var files = Files.list(file.resolveSibling(""))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesAFileThatOthersMayRead() throws IOException {
    KeySource source = KeyReference.source("k", folder);
    var _ = source.keys();
    Path file = folder.resolve("k");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(source::keys)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("others than its owner");
  }

  @Test
  void aBrokenKeyIsRefusedAndNeverShown() throws IOException {
    KeySource source = KeyReference.source("k", folder);
    var _ = source.keys();
    Files.writeString(folder.resolve("k"), "hunter2\n");
    assertThatThrownBy(source::keys)
        .isInstanceOf(KuayuException.class)
        .hasMessageNotContaining("hunter2");
    assertThat(SecretKey.random().toString()).isEqualTo("SecretKey");
  }

  @Test
  void readsKeysOfAVariable() {
    String two = "ab".repeat(32) + ", " + "cd".repeat(32);
    KeySource set = new KeyVariable("K", name -> name.equals("K") ? two : null);
    assertThat(set.keys()).hasSize(2);
    assertThatThrownBy(() -> new KeyVariable("K", _ -> null).keys())
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("K");
    assertThatThrownBy(() -> KeyReference.source("vault:x", folder))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("vault:");
  }

  @Test
  void aKeyServiceOnTheClassPathAnswersForItsScheme() {
    KeySource vault = KeyReference.source("vault-of-tests:a", folder);
    assertThat(vault.keys().getFirst().written()).isEqualTo("a".repeat(64));
    assertThatThrownBy(() -> KeyReference.source("other:a", folder))
        .isInstanceOf(KuayuException.class)
        .satisfies(
            refused ->
                assertThat(((KuayuException) refused).remedy()).contains("vault-of-tests:…"));
  }
}
