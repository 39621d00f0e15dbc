package io.kuayu.models.text;

import io.kuayu.core.content.Modality;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the similarities of several modalities become one score. The first modality, texts where
 * there are any, is the measure: an item that has it is scored by it, plus what the others add
 * beside it. An item without it is scored by the others alone, each scaled to what it tells, around
 * the mean score of the items that have it; so it can be reached, and rises as far as its evidence
 * goes. Similarities of the others count from their mean over the domain.
 *
 * @param first the modality that measures
 * @param others the others, in the order of their models
 * @param shift deviations of the first modality's scores by which items without it are lowered
 */
record FusionWeights(Modality first, List<Other> others, double shift) {
  private static final String MODALITIES = "modalities";
  private static final String BESIDE = "beside-";
  private static final String ALONE = "alone-";
  private static final String SHIFT = "shift";

  FusionWeights {
    others = List.copyOf(others);
  }

  /**
   * The weights of a modality.
   *
   * @param beside of items that have the first modality too
   * @param alone of items without it
   */
  record Other(Modality modality, double beside, double alone) {
    boolean isSilent() {
      return beside == 0 && alone == 0;
    }
  }

  /** These without the modalities that add nothing. */
  FusionWeights audible() {
    return new FusionWeights(
        first, others.stream().filter(other -> !other.isSilent()).toList(), shift);
  }

  /** Whether a modality is among these. */
  boolean has(Modality modality) {
    return modality == first || others.stream().anyMatch(other -> other.modality == modality);
  }

  /**
   * Whether the scores of a modality are asked for.
   *
   * @param knowsFirst whether the history has a content of the first modality
   * @param present which items have a content, {@code [modalities][items]}
   */
  boolean needs(int modality, boolean knowsFirst, boolean[][] present) {
    return modality == 0
        || others.get(modality - 1).beside > 0
        || !knowsFirst
        || ModalityScores.isAnyWithoutFirst(present, modality);
  }

  /**
   * The scores of a domain, {@code [items]}. An item that has the first modality alone, or others
   * of weight 0 beside it, has exactly its score.
   */
  float[] fuse(ModalityScores by) {
    float[] fused = by.knows(0) ? by.scores()[0].clone() : new float[by.items()];
    double[] means = means(by);
    double base = base(by);
    float lowest = lowest(by);
    for (int position = 0; position < fused.length; position++) {
      boolean isMeasured = by.compares(0, position);
      boolean isKnown = by.present()[0][position];
      double sum = 0;
      boolean isMoved = false;
      for (int index = 0; index < others.size(); index++) {
        Other other = others.get(index);
        double weight = isMeasured ? other.beside : other.alone;
        if (weight > 0 && by.present()[index + 1][position]) {
          isKnown = true;
          if (by.knows(index + 1)) {
            isMoved = true;
            sum += weight * (by.scores()[index + 1][position] - means[index]);
          }
        }
      }
      if (!isKnown) {
        fused[position] = lowest;
      } else if (!isMeasured) {
        fused[position] = (float) (base + sum);
      } else if (isMoved) {
        fused[position] += (float) sum;
      }
    }
    return fused;
  }

  /** The mean score of the items that each other modality compares, {@code [others]}. */
  double[] means(ModalityScores by) {
    double[] means = new double[others.size()];
    for (int index = 0; index < means.length; index++) {
      means[index] = by.knows(index + 1) ? by.moments(index + 1).mean() : 0;
    }
    return means;
  }

  /** The score of an item of which nothing is known but that it has a content. */
  private double base(ModalityScores by) {
    if (!by.knows(0)) {
      return 0;
    }
    ModalityScores.Moments moments = by.moments(0);
    return moments.mean() - shift * moments.deviation();
  }

  /** Less than the score of any item with a content; similarities differ by 2 at most. */
  private float lowest(ModalityScores by) {
    double below = 0;
    for (Other other : others) {
      below += 2 * Math.max(other.beside, other.alone);
    }
    return (float) (by.lowest() - below - Math.max(0, shift));
  }

  void save(ModelWriter out) {
    List<String> names = new ArrayList<>();
    names.add(first.lowerCase());
    for (Other other : others) {
      String name = other.modality.lowerCase();
      names.add(name);
      out.property(BESIDE + name, Double.toString(other.beside));
      out.property(ALONE + name, Double.toString(other.alone));
    }
    out.property(MODALITIES, String.join(",", names));
    out.property(SHIFT, Double.toString(shift));
  }

  /** What was saved; empty in a model of one modality. */
  static Optional<FusionWeights> load(ModelReader in) {
    return in.findProperty(MODALITIES)
        .map(
            names -> {
              List<Other> others = new ArrayList<>();
              String[] all = names.split(",", -1);
              for (String name : List.of(all).subList(1, all.length)) {
                others.add(
                    new Other(
                        modality(name),
                        Double.parseDouble(in.property(BESIDE + name)),
                        Double.parseDouble(in.property(ALONE + name))));
              }
              return new FusionWeights(
                  modality(all[0]), others, Double.parseDouble(in.property(SHIFT)));
            });
  }

  private static Modality modality(String name) {
    return Modality.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
