package io.kuayu.model;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.NamedProviders;
import io.kuayu.core.settings.NameSuggestion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The families on the class path, in the order in which their modules list them. A new one is a
 * package of its own and one line in {@code META-INF/services/io.kuayu.model.ModelFamily}.
 */
public final class ModelFamilies {
  private static final NamedProviders<ModelFamily> FAMILIES =
      NamedProviders.load(ModelFamily.class, ModelFamilies.class, ModelFamily::name);

  private ModelFamilies() {}

  /** Looks for trainers when the first one is asked for: what only serves never loads any. */
  private static final class Trainers {
    static final NamedProviders<TrainerProvider> ALL =
        NamedProviders.of(
            TrainerProvider.class,
            Stream.concat(
                ModelFamilies.all().stream()
                    .filter(TrainerProvider.class::isInstance)
                    .map(TrainerProvider.class::cast),
                NamedProviders.load(
                    TrainerProvider.class, ModelFamilies.class, TrainerProvider::name)
                    .all()
                    .stream()),
            TrainerProvider::name);
  }

  /**
   * All families, the plainest first.
   *
   * @throws KuayuException where two have the same name
   */
  public static List<ModelFamily> all() {
    return FAMILIES.all();
  }

  /** The names of all families. */
  public static List<String> names() {
    return FAMILIES.names();
  }

  /**
   * The name that a family has in outputs.
   *
   * @param written its name or an alias; any other is given back as it is
   */
  public static String canonicalName(String written) {
    return all().stream()
        .filter(family -> family.aliases().contains(written))
        .findFirst()
        .map(ModelFamily::name)
        .orElse(written);
  }

  /**
   * The family of that name or alias.
   *
   * @throws KuayuException where there is none, with the nearest name
   */
  public static ModelFamily named(String name) {
    return FAMILIES.find(canonicalName(name)).orElseThrow(() -> unknown(name));
  }

  /**
   * How the family of that name is trained.
   *
   * @throws KuayuException where there is no such family, or its training is not on the class path
   */
  public static TrainerProvider trainer(String name) {
    String family = named(name).name();
    return findTrainer(family)
        .orElseThrow(
            () ->
                new KuayuException(
                    ErrorCode.TRAINING_MISSING,
                    "models of '" + family + "' can be loaded here but not trained",
                    "add the artefact kuayu-training to the class path"));
  }

  /** How the family of that name is trained; empty where its training is not on the class path. */
  public static Optional<TrainerProvider> findTrainer(String name) {
    return Trainers.ALL.find(name);
  }

  /**
   * Whether models of that name can be counted again here after an erasure; see {@link
   * TrainerProvider#unlearnsByCounting}.
   */
  public static boolean unlearnsByCounting(String name) {
    return findTrainer(name).filter(TrainerProvider::unlearnsByCounting).isPresent();
  }

  private static KuayuException unknown(String name) {
    return new KuayuException(
        ErrorCode.UNKNOWN_MODEL,
        "there is no model '" + name + "'",
        NameSuggestion.to(name, names())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("choose among " + String.join(", ", names())));
  }
}
