package io.kuayu.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * The operators that the learners use and that compute something: what only moves numbers, such as
 * a transposition, is checked with those that it is used with. Sizes are beside the multiples of 4,
 * 8, 16 and 32 that kernels are written for, and at one.
 */
final class Operators {
  private static final float RATE = .01f;

  private final TorchSession session;
  private final List<Operator> all = new ArrayList<>();

  private Operators(TorchSession session) {
    this.session = session;
  }

  static List<Operator> all(TorchSession session) {
    Operators operators = new Operators(session);
    operators.products();
    operators.normalisations();
    operators.functions();
    operators.sums();
    operators.steps();
    return operators.all;
  }

  private void products() {
    for (int[] size : new int[][] {{33, 130, 65}, {1, 16, 64}, {6, 16, 64}, {32, 128, 256}}) {
      String name = "matMul-" + size[0] + "-" + size[1] + "-" + size[2];
      Shape left = new Shape(size[0], size[1]);
      Shape right = new Shape(size[2], size[1]);
      add(
          name,
          List.of(left, right),
          in -> in.get(0).matMul(in.get(1).transpose()),
          in -> PlainOperators.product(in[0], in[1], size[1]));
    }
    add(
        "matMul-of-transposed",
        List.of(new Shape(130, 33), new Shape(130, 65)),
        in -> in.get(0).transpose().matMul(in.get(1)),
        in ->
            PlainOperators.product(
                PlainOperators.transposed(in[0], 33), PlainOperators.transposed(in[1], 65), 130));
    for (int[] size : new int[][] {{6, 9, 16, 11}, {2, 3, 4, 5}, {8, 50, 32, 50}}) {
      add(
          "batchMatMul-" + size[1] + "-" + size[2] + "-" + size[3],
          List.of(new Shape(size[0], size[1], size[2]), new Shape(size[0], size[3], size[2])),
          in -> in.get(0).batchMatMul(in.get(1).transpose(0, 2, 1)),
          in -> PlainOperators.products(in[0], in[1], size[0], size[2]));
    }
    add(
        "linear",
        List.of(new Shape(33, 130), new Shape(65, 130), new Shape(65)),
        in -> Linear.linear(in.get(0), in.get(1), in.get(2)).singletonOrThrow(),
        in -> PlainOperators.sum(PlainOperators.product(in[0], in[1], 130), in[2]));
    int[] rows = {3, 0, 11, 3, 3, 7};
    add(
        "embedding",
        List.of(new Shape(12, 17)),
        in -> TransformerLayers.rows(in.get(0), session.array(rows, rows.length)),
        in -> PlainOperators.rows(in[0], rows, 17));
  }

  private void normalisations() {
    add(
        "layerNorm",
        List.of(new Shape(33, 47), new Shape(47), new Shape(47)),
        in ->
            in.get(0)
                .getNDArrayInternal()
                .layerNorm(in.get(0), new Shape(47), in.get(1), in.get(2), 1e-5f)
                .singletonOrThrow(),
        in -> PlainOperators.norm(in[0], in[1], in[2]));
    Shape logits = new Shape(33, 65);
    add("softmax", List.of(logits), in -> in.get(0).softmax(1), in -> each(in[0], 65, Math::exp));
    add(
        "logSoftmax",
        List.of(logits),
        in -> in.get(0).logSoftmax(1),
        in -> PlainOperators.logSoftmax(in[0], 65));
  }

  private static double[] each(double[] logits, int width, DoubleUnaryOperator function) {
    return PlainOperators.map(PlainOperators.logSoftmax(logits, width), function);
  }

  private void functions() {
    function("gelu", x -> x.getNDArrayInternal().gelu(), PlainOperators::gelu);
    function("relu", Activation::relu, x -> Math.max(0, x));
    function("sigmoid", Activation::sigmoid, x -> 1 / (1 + Math.exp(-x)));
    function("tanh", Activation::tanh, Math::tanh);
    function("softPlus", Activation::softPlus, x -> Math.log1p(Math.exp(x)));
    function("exp", NDArray::exp, Math::exp);
    function("log", x -> x.mul(x).log(), x -> Math.log(x * x));
  }

  private void function(String name, UnaryOperator<NDArray> engine, DoubleUnaryOperator java) {
    // Over some thousand numbers it is shared out to threads and to whole vectors, over 13 not.
    for (Shape shape : List.of(new Shape(1, 13), new Shape(61, 77))) {
      all.add(
          new Operator(
              name + "-" + shape.size(),
              List.of(shape),
              -4,
              4,
              true,
              in -> engine.apply(in.get(0)),
              in -> PlainOperators.map(in[0], java)));
    }
  }

  private void sums() {
    Shape matrix = new Shape(33, 65);
    add(
        "add-and-mul",
        List.of(matrix, new Shape(65), new Shape(33, 1)),
        in -> in.get(0).add(in.get(1)).mul(in.get(2)),
        in -> PlainOperators.scaled(PlainOperators.sum(in[0], in[1]), in[2]));
    add(
        "sub-and-neg",
        List.of(matrix, matrix),
        in -> in.get(0).sub(in.get(1)).neg(),
        in -> PlainOperators.sum(in[1], PlainOperators.map(in[0], x -> -x)));
    add(
        "sum",
        List.of(matrix),
        in -> in.get(0).sum(new int[] {1}, true),
        in -> PlainOperators.product(in[0], PlainOperators.map(new double[65], x -> x + 1), 65));
    add(
        "split-and-concat",
        List.of(matrix),
        in -> {
          NDList parts = in.get(0).split(new long[] {16, 40}, 1);
          return NDArrays.concat(
              new NDList(parts.get(0), parts.get(1).mul(parts.get(1)), parts.get(2)), 1);
        },
        in -> PlainOperators.squaredFrom(in[0], 65, 16, 40));
  }

  /** What a step of learning does without gradients. */
  private void steps() {
    Shape matrix = new Shape(33, 65);
    fixed("max", matrix, x -> x.max(new int[] {1}, true), in -> PlainOperators.max(in, 65));
    fixed("norm", matrix, NDArray::norm, PlainOperators::length);
    fixed(
        "maximum",
        matrix,
        x -> x.maximum(Float.MIN_NORMAL),
        in -> PlainOperators.map(in, x -> Math.max(x, Float.MIN_NORMAL)));
    all.add(
        new Operator(
            "adam",
            List.of(matrix, matrix, matrix, matrix),
            .1,
            1,
            false,
            in -> {
              JniUtils.adamUpdate(
                  (PtNDArray) in.get(0),
                  (PtNDArray) in.get(1),
                  (PtNDArray) in.get(2),
                  (PtNDArray) in.get(3),
                  RATE,
                  RATE,
                  0,
                  .5f,
                  -1,
                  .9f,
                  .98f,
                  1e-8f,
                  true);
              return in.get(0);
            },
            in -> PlainOperators.adam(in, RATE)));
  }

  private void fixed(
      String name, Shape shape, UnaryOperator<NDArray> engine, UnaryOperator<double[]> java) {
    all.add(
        new Operator(
            name,
            List.of(shape),
            -2,
            2,
            false,
            in -> engine.apply(in.get(0)),
            in -> java.apply(in[0])));
  }

  private void add(
      String name, List<Shape> shapes, Operator.OnEngine engine, Operator.InJava java) {
    all.add(new Operator(name, shapes, -1, 1, true, engine, java));
  }
}
