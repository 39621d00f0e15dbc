package io.kuayu.training.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import io.kuayu.model.TrainingRun;
import io.kuayu.training.TorchSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainSoftmaxTest {
  private static final int QUESTIONS = 6;

  /** One tile, and one of two items. */
  private static final int ITEMS = DomainSoftmax.TILE + 2;

  private static final int DIM = 4;
  private static final int[] TARGETS = {
    3, 0, 8, ITEMS - 1, DomainSoftmax.TILE, DomainSoftmax.TILE - 1
  };
  private static final int PRIORS = 2;
  private static final float[] ALPHA = {.7f, -.3f};

  @TempDir private Path cache;

  @Test
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void gradientsFormedByHandAreThoseOfAutograd() {
    SplittableRandom random = new SplittableRandom(5);
    float[] hidden = numbers(QUESTIONS * DIM, random);
    float[] items = numbers(ITEMS * DIM, random);
    float[] bias = numbers(ITEMS, random);
    float[] odds = new float[PRIORS * QUESTIONS * ITEMS];
    for (int index = 0; index < odds.length; index++) {
      odds[index] = 1 + random.nextInt(3) * random.nextFloat();
    }
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(2, cache));
        NDScope scope = new NDScope()) {
      NDArray h = session.leaf(hidden, QUESTIONS, DIM);
      NDArray e = session.leaf(items, ITEMS, DIM);
      NDArray alpha = session.leaf(ALPHA, 1, PRIORS);
      double loss = session.backward(() -> autograd(session, h, e, alpha, odds, bias));

      NDArray hand = session.leaf(hidden, QUESTIONS, DIM);
      NDArray table = session.leaf(items, ITEMS, DIM);
      DomainSoftmax softmax =
          new DomainSoftmax(session, session.array(items, ITEMS, DIM), bias, PRIORS);
      NDArray asked = session.array(hidden, QUESTIONS, DIM);
      SoftmaxShard first = softmax.shard(3);
      SoftmaxShard second = softmax.shard(QUESTIONS - 3);
      session.sideBySide(
          List.of(
              () -> {
                addChunk(first, asked, odds, 0, 2);
                addChunk(first, asked, odds, 2, 3);
              },
              () -> addChunk(second, asked, odds, 3, QUESTIONS)));
      session.backward(() -> softmax.surrogate(hand, table, session.array(TARGETS, QUESTIONS)));

      assertThat(softmax.loss()).isCloseTo(loss, within(1e-4));
      assertClose(hand, h);
      assertClose(table, e);
      float[] towardsAlpha = TorchSession.values(alpha.getGradient());
      for (int prior = 0; prior < PRIORS; prior++) {
        assertThat(softmax.priorGradient()[prior]).isCloseTo(towardsAlpha[prior], within(1e-4));
      }
    }
  }

  private static void addChunk(
      SoftmaxShard share, NDArray hidden, float[] odds, int begin, int end) {
    int questions = end - begin;
    float[][] own = new float[2][];
    for (int tile = 0; tile < own.length; tile++) {
      int first = tile * DomainSoftmax.TILE;
      int size = Math.min(DomainSoftmax.TILE, ITEMS - first);
      own[tile] = new float[PRIORS * questions * size];
      for (int row = 0; row < PRIORS * questions; row++) {
        int question = row / questions * QUESTIONS + begin + row % questions;
        System.arraycopy(odds, question * ITEMS + first, own[tile], row * size, size);
      }
    }
    share.add(
        new SoftmaxShard.Chunk(
            hidden.get(new NDIndex(begin + ":" + end)),
            Arrays.copyOfRange(TARGETS, begin, end),
            own,
            ALPHA));
  }

  private static NDArray autograd(
      TorchSession session, NDArray h, NDArray e, NDArray alpha, float[] odds, float[] bias) {
    NDArray prior = session.array(odds, PRIORS, QUESTIONS * ITEMS).log();
    NDArray logits =
        h.matMul(e.transpose())
            .add(alpha.matMul(prior).reshape(QUESTIONS, ITEMS))
            .add(session.array(bias, 1, ITEMS));
    return logits.logSoftmax(1).gather(session.array(TARGETS, QUESTIONS, 1), 1).sum().neg();
  }

  private static void assertClose(NDArray weight, NDArray expected) {
    assertThat(TorchSession.values(weight.getGradient()))
        .containsExactly(TorchSession.values(expected.getGradient()), within(1e-4f));
  }

  private static float[] numbers(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
