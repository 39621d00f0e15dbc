package io.kuayu.model.bundle;

import io.kuayu.model.ModelFamilies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A description of a bundle for human readers: a Markdown page next to the manifest, which holds
 * the same facts for programs (after Mitchell and others, "Model Cards for Model Reporting", FAT*
 * 2019). It is written but never read.
 */
final class ModelCard {
  static final String FILE = "model-card.md";

  private static final String PRIVACY = "privacy.";

  private final StringBuilder text = new StringBuilder();

  private ModelCard(Manifest manifest) {
    line("# " + manifest.name() + " " + manifest.version());
    line("");
    line(manifest.family() + ": " + ModelFamilies.named(manifest.family()).description() + ".");
    line("");
    line("| | |");
    line("|---|---|");
    row("domains", String.join(", ", manifest.domains()));
    row("trained on", "corpus " + manifest.corpusFingerprint() + ", split " + manifest.split());
    row("trained at", manifest.created());
    row("training took", String.format(Locale.ROOT, "%.0f s", manifest.trainSeconds()));
    row("seed", Long.toString(manifest.seed()));
    manifest.configuration().forEach((option, value) -> row("`" + option + "`", value));
    manifest.metrics().forEach((metric, value) -> row(metric, String.valueOf(value)));
    facts(manifest.notes(), false);
    line("");
    line("## What it tells about the people it was trained on");
    line("");
    if (manifest.notes().keySet().stream().anyMatch(note -> note.startsWith(PRIVACY))) {
      line("| differential privacy | |");
      line("|---|---|");
      facts(manifest.notes(), true);
      line("");
      line(
          "The promise is of one training: training again spends it again. Item texts, the number"
              + " of");
      line("people, and options that somebody chose by looking at results are outside of it.");
    } else {
      line("It was trained without differential privacy: its numbers hold traces of people, and");
      line("`kuayu audit-privacy` measures how much somebody can read out of its answers.");
    }
  }

  static void write(Manifest manifest, Path directory) throws IOException {
    String card = new ModelCard(manifest).text.toString();
    DurableFiles.write(directory.resolve(FILE), card.getBytes(StandardCharsets.UTF_8));
  }

  private void facts(Map<String, String> notes, boolean ofPrivacy) {
    notes.forEach(
        (note, value) -> {
          if (note.startsWith(PRIVACY) == ofPrivacy) {
            row(ofPrivacy ? note.substring(PRIVACY.length()) : note, value);
          }
        });
  }

  private void row(String name, String value) {
    line("| " + cell(name) + " | " + cell(value) + " |");
  }

  /** Names come from configurations: their characters must not end a table cell. */
  private static String cell(String value) {
    return value.replaceAll("[|\\p{Cntrl}]", " ");
  }

  private void line(String written) {
    text.append(written).append('\n');
  }
}
