package io.kuayu.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.training.Adam;
import io.kuayu.training.Batches;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TransformerLayers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * RQ-VAE as TIGER has it (Rajput et al., NeurIPS 2023; Zeghidour et al., 2021): an autoencoder
 * whose middle is quantised level by level, trained so that text vectors come back from their codes
 * and codes stay near what they stand for. Here to be compared with residual k-means.
 */
final class ResidualAutoencoder {
  private static final int[] WIDTHS = {512, 256, 128};
  private static final int LATENT = 32;
  private static final int BATCH = 1_024;
  private static final float COMMITMENT = .25f;
  private static final double RATE = 1e-3;

  private final TorchSession session;
  private final TrainableWeights weights;
  private final int[] widths;
  private final int codes;
  private final List<Layer> encoder = new ArrayList<>();
  private final List<Layer> decoder = new ArrayList<>();
  private final List<NDArray> tables = new ArrayList<>();

  private record Layer(NDArray weight, NDArray bias) {}

  private ResidualAutoencoder(TorchSession session, int width, int codes, Seed seed) {
    this.session = session;
    this.codes = codes;
    weights = new TrainableWeights(session);
    widths = new int[WIDTHS.length + 2];
    widths[0] = width;
    System.arraycopy(WIDTHS, 0, widths, 1, WIDTHS.length);
    widths[widths.length - 1] = LATENT;
    SplittableRandom random = seed.random();
    for (int layer = 0; layer + 1 < widths.length; layer++) {
      encoder.add(layer("encoder" + layer, widths[layer], widths[layer + 1], random));
      decoder.addFirst(layer("decoder" + layer, widths[layer + 1], widths[layer], random));
    }
  }

  private Layer layer(String name, int from, int to, SplittableRandom random) {
    float[] values = new float[from * to];
    for (int index = 0; index < values.length; index++) {
      values[index] = (float) (random.nextGaussian() * Math.sqrt(2.0 / from));
    }
    return new Layer(
        weights.dense(name + ".weight", values, from, to),
        weights.dense(name + ".bias", new float[to], to));
  }

  /**
   * What came out of it.
   *
   * @param latents {@code [vectors, LATENT]}
   * @param books of the latents
   * @param explained share of the vectors' variance that comes back from three codes
   */
  @SuppressWarnings("ArrayRecordComponent") // Columns for measuring.
  record Trained(float[] latents, Codebooks books, double explained) {}

  /**
   * Trains.
   *
   * @param vectors {@code [vectors, width]}
   */
  static Trained train(float[] vectors, int width, int codes, int epochs, TrainingRun run) {
    try (TorchSession session = TorchSession.open(run)) {
      ResidualAutoencoder net =
          new ResidualAutoencoder(session, width, codes, run.seed().derive("rq-vae"));
      net.begin(vectors, run);
      int[] sizes = new int[vectors.length / width];
      Arrays.fill(sizes, 1);
      try (Progress.Task task = run.progress().start("RQ-VAE", epochs)) {
        Adam adam = new Adam(session, net.weights, Adam.Options.PLAIN);
        for (int epoch = 0; epoch < epochs; epoch++) {
          double loss = 0;
          for (int[] batch : Batches.byLength(sizes, BATCH, run.seed().derive(epoch))) {
            loss += net.step(adam, gather(vectors, batch, width));
          }
          task.note(String.format("loss %.4f", loss));
          task.advance(1);
        }
      }
      return net.result(vectors);
    }
  }

  private static float[] gather(float[] vectors, int[] rows, int width) {
    float[] chosen = new float[rows.length * width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(vectors, rows[row] * width, chosen, row * width, width);
    }
    return chosen;
  }

  /** Codes begin as residual k-means of what the untrained encoder says. */
  private void begin(float[] vectors, TrainingRun run) {
    float[] latents = latents(vectors);
    Codebooks books =
        Codebooks.fit(latents, LATENT, codes, run.seed().derive("codes"), run.threads());
    int size = codes * LATENT;
    for (int level = 0; level < Codebooks.LEVELS; level++) {
      float[] own = Arrays.copyOfRange(books.centres(), level * size, (level + 1) * size);
      tables.add(weights.dense("codes" + level, own, codes, LATENT));
    }
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private double step(Adam adam, float[] batch) {
    try (NDScope scope = new NDScope()) {
      NDArray x = session.array(batch, batch.length / widths[0], widths[0]);
      double loss = session.backward(() -> loss(x));
      adam.step(RATE);
      return loss;
    }
  }

  private NDArray loss(NDArray x) {
    NDArray latent = through(x, encoder);
    NDArray rest = latent;
    NDArray kept = session.scaled(latent.sum(), 0);
    for (int level = 0; level < Codebooks.LEVELS; level++) {
      NDArray code = nearest(rest, level);
      kept = kept.add(rest.stopGradient().sub(code).square().sum());
      kept = kept.add(session.scaled(rest.sub(code.stopGradient()).square().sum(), COMMITMENT));
      rest = rest.sub(code);
    }
    // What the decoder reads are the codes; its gradient reaches the encoder as if they were not.
    NDArray read = latent.sub(rest.stopGradient());
    NDArray back = through(read, decoder).sub(x).square().sum();
    return session.scaled(back.add(kept), 1.0 / x.getShape().get(0));
  }

  private NDArray nearest(NDArray rest, int level) {
    NDArray table = tables.get(level);
    NDArray index =
        TorchSession.constant(
            () -> {
              NDArray lengths = table.square().sum(new int[] {1});
              NDArray products = rest.matMul(table.transpose());
              return lengths.sub(products.mul(session.array(new float[] {2}))).argMin(1);
            });
    return TransformerLayers.rows(table, index);
  }

  private static NDArray through(NDArray x, List<Layer> layers) {
    NDArray y = x;
    for (Layer layer : layers) {
      y = y.matMul(layer.weight).add(layer.bias);
      y = layer.equals(layers.getLast()) ? y : y.getNDArrayInternal().relu();
    }
    return y;
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private float[] latents(float[] vectors) {
    try (NDScope scope = new NDScope()) {
      NDArray x = session.array(vectors, vectors.length / widths[0], widths[0]);
      return TorchSession.values(through(x, encoder));
    }
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private Trained result(float[] vectors) {
    float[] latents = latents(vectors);
    try (NDScope scope = new NDScope()) {
      Codebooks books =
          new Codebooks(codes, LATENT, TorchSession.values(NDArrays.concat(new NDList(tables), 0)));
      NDArray x = session.array(vectors, vectors.length / widths[0], widths[0]);
      NDArray rest = session.array(latents, latents.length / LATENT, LATENT);
      NDArray read = rest;
      for (int level = 0; level < Codebooks.LEVELS; level++) {
        rest = rest.sub(nearest(rest, level));
      }
      NDArray left = through(read.sub(rest), decoder).sub(x).square().sum();
      NDArray whole = x.sub(x.mean(new int[] {0}, true)).square().sum();
      return new Trained(latents, books, 1 - left.getFloat() / whole.getFloat());
    }
  }
}
