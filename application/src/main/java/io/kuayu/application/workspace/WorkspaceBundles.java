package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.Model;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Manifest;
import io.kuayu.model.bundle.Provenance;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The trained models of a work folder, and which of them are still what would be trained now. */
record WorkspaceBundles(Configuration configuration, Reporter reporter) {
  /** The latest of a family; empty, with the reason said, where it is missing or out of date. */
  Optional<Bundle> current(String family, Corpus data) {
    if (!Bundle.exists(folder(), family)) {
      return Optional.empty();
    }
    Bundle bundle;
    try {
      bundle = open(family);
    } catch (KuayuException e) {
      reporter.warn(e.getMessage() + "; it is trained again");
      return Optional.empty();
    }
    Manifest manifest = bundle.manifest();
    String stale = "";
    if (!manifest.corpusFingerprint().equals(data.manifest().fingerprint())) {
      stale = "the data have changed";
    } else if (manifest.seed() != configuration.seed()) {
      stale = "the seed has changed";
    } else if (!manifest.configuration().equals(options(family))) {
      stale = "its options have changed";
    } else if (configuration.isFinal() && !bundle.isFinal()) {
      stale = "it has not learnt from every event, as train.final asks";
    }
    if (stale.isEmpty()) {
      return Optional.of(bundle);
    }
    reporter.say(family + " is trained again: " + stale);
    return Optional.empty();
  }

  /** A bundle in words. */
  static String described(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    return "%s %s, trained on %s"
        .formatted(manifest.name(), manifest.version(), String.join(", ", manifest.domains()));
  }

  /** Whether the latest of a family learnt from every event; not where there is none to be read. */
  boolean isFinal(String family) {
    try {
      return Bundle.exists(folder(), family) && open(family).isFinal();
    } catch (KuayuException e) {
      // A damaged bundle tells nothing and is trained again.
      return false;
    }
  }

  /** The latest of a family, whether it is up to date or not. */
  Bundle open(String family) {
    return Bundle.open(folder(), family);
  }

  /** Makes a model the latest of its family; where it was written. */
  Path write(String family, Model model, Corpus data, double seconds, Map<String, String> notes) {
    return Bundle.write(folder(), family, model, provenance(family, data, seconds, notes));
  }

  /** Deletes all but the latest of a family; how many those were. */
  int prune(String family) {
    return Bundle.prune(folder(), family);
  }

  private Path folder() {
    return configuration.workdir().resolve("models");
  }

  private Map<String, String> options(String family) {
    return configuration.options().getOrDefault(family, Map.of());
  }

  private Provenance provenance(
      String family, Corpus data, double seconds, Map<String, String> notes) {
    return new Provenance(
        data.manifest().fingerprint(),
        data.manifest().split(),
        configuration.seed(),
        options(family),
        Map.of("peakMemoryMb", PeakMemory.megabytes()),
        notes,
        seconds);
  }
}
