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
 * <p>PyTorch also has a single operator for it, which uses oneDNN (3.7.1 in PyTorch 2.7.1). oneDNN
 * generates kernels at run time for the processor's instruction set, and different ones with and
 * without gradients. Without gradients, its states were wrong by 2 % under AVX-512 but right under
 * AVX2 and SSE4.1. Neither PyTorch's environment nor DJL can switch oneDNN off inside the process.
 * This class therefore uses only products, which come from MKL for 32-bit floats, and elementwise
 * functions, which are PyTorch's own.
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
    // Step-major, so that the rows of a step are contiguous; one product covers all inputs.
    NDArray byStep = inputs.transpose(1, 0, 2).reshape(length * batch, inputs.getShape().get(2));
    NDArray gates = byStep.matMul(fromInput.transpose()).add(biasInput.add(biasHidden));
    NDArray towardsGates = fromHidden.transpose();
    NDList states = new NDList();
    NDArray zeros = inputs.getManager().zeros(new Shape(batch, hidden));
    State state = new State(zeros, zeros);
    // A split instead of lookups: the gradient of each lookup would be as large as all steps.
    for (NDArray own : gates.split(length, 0)) {
      state = state.next(own.add(state.output.matMul(towardsGates)), hidden);
      states.add(state.output);
    }
    // DJL copies a single array, and gradients do not pass through the copy.
    NDArray all = length == 1 ? states.singletonOrThrow() : NDArrays.concat(states, 0);
    return all.reshape(length, batch, hidden).transpose(1, 0, 2);
  }

  /** The state passed from step to step, both {@code [batch, hidden]}. */
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
