package io.kuayu.models.lstm;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an {@code lstm} has learnt, over the n items of its training. The names and layouts are
 * PyTorch's, gates in the order input, forget, cell, output.
 *
 * @param values by name: {@code input [n + 1, embedding]}, where the last row begins a history;
 *     {@code weight.input [4·hidden, embedding]}; {@code weight.hidden [4·hidden, hidden]}; {@code
 *     bias.input}, {@code bias.hidden [4·hidden]}; {@code output [n, hidden]}; {@code output.bias
 *     [n]}; {@code seen [n]}, 1 for the items that occur in training
 */
public record LstmWeights(int embedding, int hidden, int length, Map<String, float[]> values) {
  public static final String INPUT = "input";
  public static final String WEIGHT_INPUT = "weight.input";
  public static final String WEIGHT_HIDDEN = "weight.hidden";
  public static final String BIAS_INPUT = "bias.input";
  public static final String BIAS_HIDDEN = "bias.hidden";
  public static final String OUTPUT = "output";
  public static final String OUTPUT_BIAS = "output.bias";
  public static final String SEEN = "seen";
  private static final List<String> NAMES =
      List.of(
          INPUT, WEIGHT_INPUT, WEIGHT_HIDDEN, BIAS_INPUT, BIAS_HIDDEN, OUTPUT, OUTPUT_BIAS, SEEN);
  private static final String LENGTH = "history-length";

  float[] get(String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no weight named " + name);
    }
    return found;
  }

  /** Number of items of the training. */
  int items() {
    return get(SEEN).length;
  }

  void write(ModelWriter out) {
    out.property(LENGTH, Integer.toString(length));
    for (String name : NAMES) {
      float[] tensor = get(name);
      switch (name) {
        case INPUT, WEIGHT_INPUT -> out.floats(name, tensor, tensor.length / embedding, embedding);
        case WEIGHT_HIDDEN, OUTPUT -> out.floats(name, tensor, tensor.length / hidden, hidden);
        default -> out.floats(name, tensor, tensor.length);
      }
    }
  }

  static LstmWeights read(ModelReader in) {
    Map<String, float[]> values = new LinkedHashMap<>();
    NAMES.forEach(name -> values.put(name, in.floats(name)));
    return new LstmWeights(
        in.shape(INPUT)[1], in.shape(OUTPUT)[1], Integer.parseInt(in.property(LENGTH)), values);
  }
}
