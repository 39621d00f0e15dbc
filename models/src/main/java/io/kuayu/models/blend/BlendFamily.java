package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/** The blend of experts, with weights learnt on the validation part. */
public final class BlendFamily implements ModelFamily, TrainerProvider {
  /** Chosen on the validation part of Amazon Food and Kitchen: see benchmarks/RESULTS.md. */
  private static final double NEW_ITEMS = 1;

  private static final int QUERIES = 10_000;
  private static final double REGULARISATION = 3;

  @Override
  public String name() {
    return BlendModel.FAMILY;
  }

  @Override
  public String description() {
    return "several models, each trusted where it was right on the validation part; the default";
  }

  @Override
  public Trainer trainer(Settings options) {
    List<Expert> all = Expert.known();
    List<String> known = all.stream().map(Expert::name).toList();
    List<Expert> experts = new ArrayList<>();
    for (String name : options.texts("experts", Expert.DEFAULT)) {
      int index = known.indexOf(ModelFamilies.canonicalName(name));
      if (index < 0) {
        options.problem(
            "experts",
            "names '" + name + "'",
            NameSuggestion.to(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("allowed are " + String.join(", ", known)));
      } else if (experts.contains(all.get(index))) {
        options.problem("experts", "names '" + name + "' twice", "name each once");
      } else {
        experts.add(all.get(index));
      }
    }
    if (experts.isEmpty()) {
      options.problem("experts", "is empty", "name at least one of " + String.join(", ", known));
    }
    int queries = options.whole("queries", QUERIES, 1, 10_000_000);
    BlendTrainer blend =
        new BlendTrainer(
            experts,
            queries,
            options.decimal("regularisation", REGULARISATION, 1e-6, 1e6),
            options.decimal("new-items", NEW_ITEMS, 0, 20),
            ExpertOptions.read(options),
            options.choice("fusion", BlendFusion.AUTO));
    return switch (options.choice("transfer", BlendTransfer.ALL)) {
      case ALL -> blend;
      case AUTO -> new TransferTrainer(blend);
      case NONE -> new ReadingNone(blend);
    };
  }

  /** Trains a blend that reads no events of other domains than the one that is asked for. */
  private record ReadingNone(Trainer blend) implements Trainer {
    @Override
    public Model train(TrainingData data, TrainingRun run) {
      BlendModel model = (BlendModel) blend.train(data, run);
      int domains = model.catalogue().domains().size();
      return model.reading(TransferChoice.everywhere(SourceEvents.NONE, domains), HomeWeights.NONE);
    }

    @Override
    public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
      return blend.retrain(chosen, everything, run);
    }
  }

  /**
   * Learns the weights of a trained blend anew by the default options; its experts stay as they
   * are.
   *
   * @param blend trained on these data; closing it closes the experts of the result
   */
  public static Model refit(Model blend, TrainingData data, TrainingRun run) {
    List<Expert> named =
        blend.experts().keySet().stream()
            .map(
                name ->
                    Expert.known().stream()
                        .filter(expert -> expert.name().equals(name))
                        .findFirst()
                        .orElseThrow())
            .toList();
    return new BlendTrainer(
            named, QUERIES, REGULARISATION, NEW_ITEMS, ExpertOptions.DEFAULT, BlendFusion.AUTO)
        .combine(List.copyOf(blend.experts().values()), data, run)
        .model();
  }

  @Override
  public boolean startsFromModels() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return BlendModel.load(in, catalogue);
  }
}
