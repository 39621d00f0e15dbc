package io.kuayu.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTest {
  @TempDir Path folder;

  @Test
  void keepsValuesShapesPropertiesAndParts() throws IOException {
    TensorFileWriter out = new TensorFileWriter();
    float[] many = new float[700_000];
    many[699_999] = Float.MIN_VALUE;
    out.floats("many", many, 700, 1000);
    out.within("inner").within("most").ints("many", new int[] {Integer.MIN_VALUE, 7}, 2);
    out.longs("empty", new long[0], 0, 5);
    out.property("名", "a\n\"b\"");
    Path file = folder.resolve("a.safetensors");
    out.write(file);
    try (Arena arena = Arena.ofConfined()) {
      ModelReader in = TensorFileReader.open(file, arena);
      assertThat(in.floats("many")).isEqualTo(many);
      assertThat(in.shape("many")).containsExactly(700, 1000);
      assertThat(in.within("inner").within("most").ints("many"))
          .containsExactly(Integer.MIN_VALUE, 7);
      assertThat(in.longs("empty")).isEmpty();
      assertThat(in.property("名")).isEqualTo("a\n\"b\"");
      assertThatThrownBy(() -> in.ints("many")).hasMessageContaining("F32 instead of I32");
      assertThatThrownBy(() -> in.floats("other")).isInstanceOf(KuayuException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[99999999,99999999],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"OBJ\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[0,65536,65536],\"data_offsets\":[0,0]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[65536,0,65536],\"data_offsets\":[0,0]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[4294967298],\"data_offsets\":[0,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,8]}}",
        "{\"t\":5}",
        "not json"
      })
  void refusesAHeaderThatLies(String header) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] content =
        ByteBuffer.allocate(8 + json.length + 8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    assertRefused(content);
  }

  @Test
  void describesATensorInTheSameOrderInEveryProcess() throws IOException {
    TensorFileWriter out = new TensorFileWriter();
    out.ints("one", new int[] {7}, 1);
    Path file = folder.resolve("order.safetensors");
    out.write(file);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}");
  }

  @Test
  void refusesALengthBeyondTheFile() throws IOException {
    assertRefused(new byte[0]);
    assertRefused(new byte[7]);
    assertRefused(
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array());
    assertRefused(ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(-1).array());
  }

  private void assertRefused(byte[] content) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    Files.write(file, content);
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> TensorFileReader.open(file, arena))
          .isInstanceOfSatisfying(
              KuayuException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BUNDLE_DAMAGED));
    }
  }
}
