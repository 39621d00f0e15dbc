package io.kuayu.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncoderIdentityTest {
  private static final EncoderIdentity MINILM =
      new EncoderIdentity(Modality.TEXT, "minilm", "int8/64", "1b2c3d4e5f60");

  @Test
  void isReadAsItWasSaved() {
    EncoderIdentity images = new EncoderIdentity(Modality.IMAGE, "pixels", "fp32/224", "0");
    for (EncoderIdentity identity : new EncoderIdentity[] {MINILM, images}) {
      PropertiesInMemory saved = new PropertiesInMemory();
      identity.save(saved);
      assertThat(EncoderIdentity.load(saved)).isEqualTo(identity);
    }
  }

  @Test
  void bundlesFromBeforeOtherModalitiesAreRead() {
    PropertiesInMemory saved = new PropertiesInMemory();
    saved.values.putAll(
        Map.of(
            "encoder", "minilm",
            "encoder-precision", "INT8",
            "encoder-max-tokens", "64",
            "encoder-fingerprint", "1b2c3d4e5f60"));
    assertThat(EncoderIdentity.load(saved)).isEqualTo(MINILM);
    // Names the file of the cache, which outlives editions.
    assertThat(MINILM).hasToString("minilm/int8/64/1b2c3d4e5f60");
  }

  @Test
  void damagedOnesAreRefused() {
    PropertiesInMemory saved = new PropertiesInMemory();
    MINILM.save(saved);
    saved.values.put("encoder-modality", "SMELL");
    assertThatThrownBy(() -> EncoderIdentity.load(saved)).isInstanceOf(KuayuException.class);
  }
}
