package io.kuayu.benchmarks.modalities;

import io.kuayu.core.content.Modality;
import java.util.List;
import java.util.Set;

/** The lines of the tables. */
final class ModalityRows {
  /** The family that reads contents; {@code content} is its alias. */
  private static final String CONTENT = "text";

  private static final String TEXT = "text";
  private static final String BLEND = "`ease` and text in `blend`";
  private static final String EXPERTS = "models.blend.experts=[ease,content]";

  static final List<Row> LAST_FM = rows("audio", Modality.AUDIO);
  static final List<Row> MOVIELENS = rows("image", Modality.IMAGE);

  private ModalityRows() {}

  private static List<Row> rows(String name, Modality other) {
    Set<Modality> both = Set.of(Modality.TEXT, other);
    String equal = "models.content.weights={text: 1, " + other.lowerCase() + ": 1}";
    return List.of(
        new Row(TEXT, "", CONTENT, Set.of(Modality.TEXT), false, List.of()),
        new Row(name, TEXT, CONTENT, Set.of(other), false, List.of()),
        new Row("text and " + name, TEXT, CONTENT, both, false, List.of()),
        new Row("text and shuffled " + name, TEXT, CONTENT, both, true, List.of()),
        new Row("text and " + name + ", equal weights", TEXT, CONTENT, both, false, List.of(equal)),
        new Row(BLEND, "", "blend", Set.of(Modality.TEXT), false, List.of(EXPERTS)),
        new Row(
            "`ease`, text and " + name + " in `blend`",
            BLEND,
            "blend",
            both,
            false,
            List.of(EXPERTS)));
  }
}
