package io.kuayu.benchmarks.modalities;

import io.kuayu.core.content.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lines of the tables. */
final class ModalityRows {
  /** The family that reads contents; {@code content} is its alias. */
  private static final String CONTENT = "text";

  private static final String TEXT = "text";
  private static final String BLEND = "`ease` and text in `blend`";
  private static final String EXPERTS = "models.blend.experts=[ease,content]";

  private ModalityRows() {}

  /**
   * Texts and one other modality, alone and together.
   *
   * @param blends whether both are asked in a blend too
   */
  static List<Row> of(Modality other, boolean blends) {
    String name = other.lowerCase();
    Set<Modality> text = Set.of(Modality.TEXT);
    Set<Modality> both = Set.of(Modality.TEXT, other);
    String equal = "models.content.weights={text: 1, " + name + ": 1}";
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(TEXT, "", CONTENT, text, false, List.of()));
    rows.add(new Row(name, TEXT, CONTENT, Set.of(other), false, List.of()));
    rows.add(new Row("text and " + name, TEXT, CONTENT, both, false, List.of()));
    rows.add(new Row("text and shuffled " + name, TEXT, CONTENT, both, true, List.of()));
    rows.add(
        new Row(
            "text and " + name + ", equal weights", TEXT, CONTENT, both, false, List.of(equal)));
    if (blends) {
      String blend = "`ease`, text and " + name + " in `blend`";
      rows.add(new Row(BLEND, "", "blend", text, false, List.of(EXPERTS)));
      rows.add(new Row(blend, BLEND, "blend", both, false, List.of(EXPERTS)));
    }
    return List.copyOf(rows);
  }
}
