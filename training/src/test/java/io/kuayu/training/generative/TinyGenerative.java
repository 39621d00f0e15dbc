package io.kuayu.training.generative;

import io.kuayu.core.Context;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.training.LoopSettings;
import io.kuayu.training.transformer.SmallTransformer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Generative models of the {@link SmallTransformer} world, and what they know of it. */
final class TinyGenerative {
  private TinyGenerative() {}

  static GenerativeSettings settings(int epochs, List<Double> priorDays) {
    return new GenerativeSettings(
        16,
        2,
        2,
        2,
        32,
        8,
        256,
        .1,
        .05,
        priorDays,
        64,
        8,
        .01,
        new LoopSettings(epochs, 0, 100, 1e-2, .05, .1));
  }

  static GenerativeModel train(
      GenerativeSettings settings, TrainingData data, TrainingRun run, ContentVectors texts) {
    return new GenerativeTrainer(settings, ContentSettings.DEFAULTS)
        .train(data, run, texts, Optional.empty(), GenerativeWarmStart.of(run, settings));
  }

  static Context context(int... items) {
    long[] times = new long[items.length];
    for (int index = 0; index < items.length; index++) {
      times[index] = (20L + 2L * index) * SmallTransformer.DAY;
    }
    return new Context(items, times, (20L + 2L * items.length) * SmallTransformer.DAY);
  }

  static float[] scores(GenerativeModel model, Context context, int domain) {
    float[] scores = new float[model.catalogue().ordinals(domain).length];
    Arrays.fill(scores, Float.NaN);
    model.score(context, domain, scores);
    return scores;
  }

  /** How many of the items that the data always have next are the model's best. */
  static int hits(GenerativeModel model) {
    int hits = 0;
    for (int item = 2; item < 2 * SmallTransformer.ITEMS - 3; item++) {
      int domain = (item + 1) % 2;
      float[] scores = scores(model, context(item - 2, item - 1, item), domain);
      int best = 0;
      for (int position = 1; position < scores.length; position++) {
        best = scores[position] > scores[best] ? position : best;
      }
      hits += model.catalogue().ordinals(domain)[best] == item + 1 ? 1 : 0;
    }
    return hits;
  }
}
