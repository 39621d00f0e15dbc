package io.kuayu.training.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.generative.DecoderInference;
import io.kuayu.models.generative.EncoderInference;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.sequence.SequenceInput;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.sequence.SequenceBatch;
import io.kuayu.training.transformer.SmallTransformer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceParityTest {
  private static final int DIM = 16;

  @TempDir private Path cache;

  @Test
  @SuppressWarnings("try") // The scope is there for what its closing does.
  void plainJavaWritesWhatTheEngineWrites() {
    Catalogue catalogue = SmallTransformer.catalogue("a", "b");
    SemanticIds ids =
        SemanticIds.assign(
            Codebooks.none(8), catalogue, ContentVectors.NONE, new int[catalogue.size()]);
    GenerativeParameters.Shape shape =
        new GenerativeParameters.Shape(DIM, 2, 2, 2, 32, 8, 2, ids.vocabulary(), 0);
    GenerativeParameters parameters = GenerativeParameters.initial(shape, new Seed(9));
    SequenceInput slots =
        SequenceInput.causal(TinyGenerative.context(4, 9, 2, 2, 7), 1, catalogue, item -> item);
    int target = 5;
    int last = slots.length() - 1;

    DecoderInference decoder = new DecoderInference(parameters);
    DecoderInference.State state =
        decoder.begin(new EncoderInference(parameters).read(slots, ids), 1);
    float[] plain = new float[SemanticIds.LENGTH * DIM];
    float[] logits = new float[SemanticIds.LENGTH * ids.vocabulary()];
    for (int place = 0; place < SemanticIds.LENGTH; place++) {
      // Two prefixes of which the second is the asked one, so that ancestors matter.
      int token = place == 0 ? 0 : ids.token(target, place - 1);
      int[] tokens = place == 0 ? new int[] {0} : new int[] {1, token};
      int[] parents = place < 2 ? new int[tokens.length] : new int[] {0, 1};
      float[] hidden = state.step(place, parents, tokens);
      System.arraycopy(hidden, hidden.length - DIM, plain, place * DIM, DIM);
      for (int next = 0; next < ids.vocabulary(); next++) {
        logits[place * ids.vocabulary() + next] = decoder.logit(plain, place * DIM, place, next);
      }
    }

    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, cache));
        NDScope scope = new NDScope()) {
      EncoderDecoder network =
          new EncoderDecoder(session, new TrainableWeights(session), parameters, 0);
      SequenceBatch batch = SequenceBatch.of(List.of(slots));
      int places = SemanticIds.LENGTH;
      int[] read = new int[batch.length() * places];
      int[] written = new int[batch.length() * (places - 1)];
      for (int slot = 0; slot < batch.length(); slot++) {
        for (int place = 0; place < places; place++) {
          int row = place * ids.vocabulary();
          read[slot * places + place] = row + ids.token(batch.items()[slot], place);
          if (place < places - 1) {
            written[slot * (places - 1) + place] = row + ids.token(target, place);
          }
        }
      }
      int[] domains = new int[batch.length()];
      Arrays.fill(domains, 1);
      NDArray hidden = network.decode(network.encode(batch, read), batch, domains, written);
      for (int place = 0; place < places; place++) {
        NDArray own = hidden.get((long) last * places + place).reshape(1, DIM).duplicate();
        assertThat(Arrays.copyOfRange(plain, place * DIM, (place + 1) * DIM))
            .containsExactly(TorchSession.values(own), within(1e-4f));
        assertThat(
                Arrays.copyOfRange(
                    logits, place * ids.vocabulary(), (place + 1) * ids.vocabulary()))
            .containsExactly(TorchSession.values(network.logits(own, place)), within(1e-4f));
      }
    }
  }
}
