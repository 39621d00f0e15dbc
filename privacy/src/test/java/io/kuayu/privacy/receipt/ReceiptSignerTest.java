package io.kuayu.privacy.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptSignerTest {
  @TempDir private Path folder;

  @Test
  void aReceiptIsTheSignersAndWhole() {
    ReceiptSigner signer = ReceiptSigner.in(folder.resolve("k"));
    String signature = signer.sign("erased 12 events");
    String key = ReceiptSigner.in(folder.resolve("k")).publicKey();
    assertThat(ReceiptSigner.verify("erased 12 events", signature, key)).isTrue();
    assertThat(ReceiptSigner.verify("erased 13 events", signature, key)).isFalse();
    assertThat(
            ReceiptSigner.verify(
                "erased 12 events", signature, ReceiptSigner.in(folder.resolve("l")).publicKey()))
        .isFalse();
    assertThat(ReceiptSigner.verify("erased 12 events", "no base64!", key)).isFalse();
  }

  @Test
  void aDamagedPairIsRefused() throws IOException {
    var _ = ReceiptSigner.in(folder.resolve("k"));
    Files.writeString(folder.resolve("k"), "half\n");
    assertThatThrownBy(() -> ReceiptSigner.in(folder.resolve("k")))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("no pair of keys");
  }
}
