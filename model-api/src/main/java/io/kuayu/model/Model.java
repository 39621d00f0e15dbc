package io.kuayu.model;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model: scores the items of a domain for a context. Thread-safe unless a family says
 * otherwise; owns native memory in some families, hence closeable.
 */
public interface Model extends AutoCloseable {
  /** Name of the family, such as {@code item-knn}. */
  String family();

  /** The items that it can score; ordinals in contexts and scores are of this catalogue. */
  Catalogue catalogue();

  /**
   * Scores every item of a domain; higher is better. Every score is finite; an item that the model
   * can know nothing about gets the lowest score that it gives, or zero where it counts evidence.
   * The same arguments give the same bits, whatever was asked before.
   *
   * @param context the history and the moment
   * @param domain ordinal of the domain
   * @param scores written, {@code [catalogue.ordinals(domain).length]}, in that order
   */
  void score(Context context, int domain, float[] scores);

  /**
   * Why {@code item} has its score: what each event of the context and the model's other evidence
   * gave to it. Additive where the family is linear; otherwise found by removing each event.
   *
   * @param item ordinal of the item to explain
   */
  default List<Contribution> explain(Context context, int item) {
    int domain = catalogue().domainOf(item);
    int position = catalogue().positionOf(item);
    float[] scores = new float[catalogue().ordinals(domain).length];
    score(context, domain, scores);
    float whole = scores[position];
    return RemovalExplanation.explain(
            context,
            RemovalExplanation.lastEvents(context, context.length()),
            1,
            shorter -> {
              score(shorter, domain, scores);
              return new double[] {whole - scores[position]};
            })
        .getFirst();
  }

  /**
   * {@link #explain(Context, int)} of each of some items of one domain, in their order; families
   * that explain by removal compute each removal once for all of them.
   *
   * @param items ordinals
   */
  default List<List<Contribution>> explain(Context context, int[] items) {
    return Arrays.stream(items).mapToObj(item -> explain(context, item)).toList();
  }

  /**
   * Which family carried the score of {@code item}: the model's own, unless it blends others.
   *
   * @param item ordinal of the item
   */
  default String source(Context context, int item) {
    return family();
  }

  /**
   * Scores a domain as {@link #score} does, and keeps what accounting for single items needs.
   *
   * @param domain ordinal of the domain
   */
  default Scoring scoring(Context context, int domain) {
    return DirectScoring.of(this, context, domain);
  }

  /** Vectors of its items, empty where the family has none. */
  default Optional<Embedding> embedding() {
    return Optional.empty();
  }

  /**
   * The model of a family that this one is or blends; empty where there is none.
   *
   * @param family such as {@code transformer}
   */
  default Optional<Model> part(String family) {
    return family.equals(family()) ? Optional.of(this) : Optional.empty();
  }

  /** The models that this one blends, by name, such as {@code recency-7}; empty where it is one. */
  default Map<String, Model> experts() {
    return Map.of();
  }

  /**
   * Writes all that scoring needs, so that the family can load it again with the same scores, bit
   * for bit.
   */
  void save(ModelWriter out);

  /** Frees native memory; nothing may be asked afterwards. */
  @Override
  default void close() {}
}
