package io.kuayu.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Stored names depend on every letter. */
final class Base32Test {
  /** The test vectors of RFC 4648, section 10, in lower case and without padding. */
  @Test
  void writesWhatTheStandardWrites() {
    String[][] vectors = {
      {"f", "my"},
      {"fo", "mzxq"},
      {"foo", "mzxw6"},
      {"foob", "mzxw6yq"},
      {"fooba", "mzxw6ytb"},
      {"foobar", "mzxw6ytboi"}
    };
    for (String[] vector : vectors) {
      byte[] bytes = vector[0].getBytes(StandardCharsets.US_ASCII);
      assertThat(Base32.written(bytes, vector[1].length())).isEqualTo(vector[1]);
      byte[] read = Base32.read(vector[1]);
      assertThat(Arrays.copyOf(read, bytes.length)).isEqualTo(bytes);
    }
  }

  @Test
  void namesMayEndBetweenBytesAndBitsThatAreMissingAreZero() {
    byte[] bytes = {(byte) 0xff, (byte) 0xff};
    assertThat(Base32.written(bytes, 1)).isEqualTo("7");
    assertThat(Base32.written(bytes, 3)).isEqualTo("777");
    assertThat(Base32.written(bytes, 5)).isEqualTo("777qa");
    assertThat(Base32.read("7")).isEqualTo(new byte[] {(byte) 0xf8});
    assertThat(Base32.read("777")).isEqualTo(new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(Base32.read("")).isEmpty();
  }

  @Test
  void readsWhatItWrote() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      int characters = Math.ceilDiv(bytes.length * 8, 5);
      String text = Base32.written(bytes, characters);
      assertThat(text).as("round " + round).matches("[a-z2-7]{" + characters + "}");
      assertThat(Arrays.copyOf(Base32.read(text), bytes.length)).isEqualTo(bytes);
    }
  }
}
