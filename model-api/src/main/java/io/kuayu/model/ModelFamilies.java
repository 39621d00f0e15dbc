package io.kuayu.model;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The families on the class path, in the order in which their modules list them. A new one is a
 * package of its own and one line in {@code META-INF/services/io.kuayu.model.ModelFamily}.
 */
public final class ModelFamilies {
  private static final List<ModelFamily> ALL = found(ModelFamily.class);

  private ModelFamilies() {}

  /** Looks for trainers when the first one is asked for: what only serves never loads any. */
  private static final class Trainers {
    static final List<TrainerProvider> ALL =
        Stream.concat(
                ModelFamilies.ALL.stream()
                    .filter(TrainerProvider.class::isInstance)
                    .map(TrainerProvider.class::cast),
                found(TrainerProvider.class).stream())
            .toList();
  }

  private static <T> List<T> found(Class<T> service) {
    return ServiceLoader.load(service, ModelFamilies.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** All families, the plainest first. */
  public static List<ModelFamily> all() {
    return ALL;
  }

  /** The names of all families. */
  public static List<String> names() {
    return ALL.stream().map(ModelFamily::name).toList();
  }

  /**
   * The family of that name.
   *
   * @throws KuayuException where there is none, with the nearest name
   */
  public static ModelFamily named(String name) {
    return ALL.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
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
    return Trainers.ALL.stream().filter(trainer -> trainer.name().equals(name)).findFirst();
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
