package io.kuayu.encoders.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxNetworkTest {
  private static byte[] doubling() {
    return new TinyNetwork()
        .input("numbers", TinyNetwork.FLOAT, 1, -1)
        .output("logits", 1, -1)
        .output("last_embedding", 1, -1)
        .node("Add", List.of("numbers", "numbers"), "last_embedding")
        .node("Abs", List.of("numbers"), "logits")
        .bytes();
  }

  @Test
  void theWantedOutputIsComputed() {
    try (OnnxNetwork network = OnnxNetwork.open("tiny", doubling())) {
      assertThat(network.inputs()).containsOnlyKeys("numbers");
      assertThat(network.inputs().get("numbers")).containsExactly(1, -1);
      String output = NetworkVectors.output(network, List.of("embed", "logits"));
      assertThat(output).isEqualTo("last_embedding");
      assertThat(NetworkVectors.output(network, List.of("nothing"))).isEqualTo("logits");
      NetworkTensor.Floats answer =
          network.run(
              Map.of("numbers", new NetworkTensor.Floats(new float[] {1, -3}, 1, 2)), output);
      assertThat(answer.values()).containsExactly(2, -6);
      assertThat(answer.shape()).containsExactly(1, 2);
      assertThatThrownBy(
              () ->
                  network.run(
                      Map.of("numbers", new NetworkTensor.Longs(new long[1], 1, 1)), output))
          .isInstanceOfSatisfying(
              KuayuException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENCODER_FAILED));
    }
  }

  @Test
  void rowsAndMapsArePooled() {
    float[] values = {1, 2, 3, 4, 5, 6};
    NetworkTensor.Floats rows = new NetworkTensor.Floats(values, 1, 3, 2);
    assertThat(NetworkVectors.pooled(rows, NetworkVectors.Pooling.FIRST)).containsExactly(1, 2);
    assertThat(NetworkVectors.pooled(rows, NetworkVectors.Pooling.MEAN)).containsExactly(3, 4);
    NetworkTensor.Floats map = new NetworkTensor.Floats(values, 1, 2, 1, 3);
    assertThat(NetworkVectors.pooled(map, NetworkVectors.Pooling.FIRST)).containsExactly(2, 5);
    assertThat(NetworkVectors.unit(new float[] {3, 4})).containsExactly(.6f, .8f);
  }

  @Test
  void foldersAndModelsThatAreNoneAreRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> NetworkFolder.of("onnx:" + folder.resolve("none")))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENCODER_MISSING));
    assertThatThrownBy(() -> NetworkFolder.of("onnx:" + folder).read("model.onnx"))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ENCODER_UNREADABLE));
    assertThatThrownBy(() -> OnnxNetwork.open("broken", new byte[] {1, 2, 3}))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ENCODER_UNREADABLE));
  }
}
