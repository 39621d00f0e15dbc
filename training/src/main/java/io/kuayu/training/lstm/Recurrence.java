package io.kuayu.training.lstm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/**
 * The recurrence on the engine (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers and
 * others, 2000), of plain operations.
 *
 * <p>PyTorch has it in one operator too, which hands it to oneDNN (3.7.1 in PyTorch 2.7.1), whose
 * kernels are written at run time for the processor's instruction set, others with gradients than
 * without. Under AVX-512 it gave states without gradients that were wrong by 2 %, under AVX2 and
 * SSE4.1 right ones. Neither PyTorch's environment nor DJL can switch oneDNN off inside the
 * process. What is left here are products, which are MKL's for 32-bit floats, and functions of
 * single numbers, which are PyTorch's own.
 */
final class Recurrence {
  private final NDArray fromInput;
  private final NDArray fromHidden;
  private final NDArray biasInput;
  private final NDArray biasHidden;

  /**
   * Over weights in PyTorch's layout, gates in the order input, forget, cell, output.
   *
   * @param fromInput {@code [4 · hidden, embedding]}
   * @param fromHidden {@code [4 · hidden, hidden]}
   * @param biasInput {@code [4 · hidden]}, as {@code biasHidden}
   */
  Recurrence(NDArray fromInput, NDArray fromHidden, NDArray biasInput, NDArray biasHidden) {
    this.fromInput = fromInput;
    this.fromHidden = fromHidden;
    this.biasInput = biasInput;
    this.biasHidden = biasHidden;
  }

  /**
   * The states after each input, from a state of zeros.
   *
   * @param inputs {@code [batch, length, embedding]}
   * @return {@code [batch, length, hidden]}
   */
  NDArray states(NDArray inputs) {
    long batch = inputs.getShape().get(0);
    long length = inputs.getShape().get(1);
    long hidden = fromHidden.getShape().get(1);
    // Step by step, so that a step's rows lie together; all products with inputs are one.
    NDArray byStep = inputs.transpose(1, 0, 2).reshape(length * batch, inputs.getShape().get(2));
    NDArray gates = byStep.matMul(fromInput.transpose()).add(biasInput.add(biasHidden));
    NDArray towardsGates = fromHidden.transpose();
    NDList states = new NDList();
    NDArray zeros = inputs.getManager().zeros(new Shape(batch, hidden));
    State state = new State(zeros, zeros);
    // A split and no lookups: the gradient of each lookup would be as large as all steps.
    for (NDArray own : gates.split(length, 0)) {
      state = state.next(own.add(state.output.matMul(towardsGates)), hidden);
      states.add(state.output);
    }
    // DJL makes one array alone a copy, which gradients do not pass.
    NDArray all = length == 1 ? states.singletonOrThrow() : NDArrays.concat(states, 0);
    return all.reshape(length, batch, hidden).transpose(1, 0, 2);
  }

  /** What goes from step to step, both {@code [batch, hidden]}. */
  private record State(NDArray cell, NDArray output) {

    State next(NDArray gates, long hidden) {
      NDList parts = gates.split(new long[] {hidden, 2 * hidden, 3 * hidden}, 1);
      NDArray fresh = Activation.sigmoid(parts.get(0)).mul(Activation.tanh(parts.get(2)));
      NDArray kept = Activation.sigmoid(parts.get(1)).mul(cell);
      NDArray next = kept.add(fresh);
      return new State(next, Activation.sigmoid(parts.get(3)).mul(Activation.tanh(next)));
    }
  }
}
