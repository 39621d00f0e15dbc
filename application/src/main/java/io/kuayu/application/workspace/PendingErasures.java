package io.kuayu.application.workspace;

import io.kuayu.application.settings.Configuration;
import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.storage.PendingRemoval;
import io.kuayu.storage.Stores;
import io.kuayu.storage.audit.AuditLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which models were trained before something was withdrawn or erased, and hence still hold it. */
public final class PendingErasures {
  private final Map<String, List<PendingRemoval>> byModel;

  private PendingErasures(Map<String, List<PendingRemoval>> byModel) {
    this.byModel = byModel;
  }

  /** What waits at this moment, for the current version of each model of the work folder. */
  public static PendingErasures of(Configuration configuration) {
    Map<String, List<PendingRemoval>> byModel = new LinkedHashMap<>();
    if (configuration.server().store().exists()) {
      List<PendingRemoval> all;
      try (Stores stores = configuration.server().store().open()) {
        all = stores.privacy().waiting();
      }
      Path models = configuration.workdir().resolve("models");
      for (ModelFamily family : ModelFamilies.all()) {
        if (Bundle.exists(models, family.name())) {
          long trained = created(models, family.name());
          List<PendingRemoval> later = all.stream().filter(one -> one.moment() >= trained).toList();
          if (!later.isEmpty()) {
            byModel.put(family.name(), later);
          }
        }
      }
    }
    return new PendingErasures(byModel);
  }

  /**
   * Notes that models which were trained until now may hold people, as the corpus did.
   *
   * @param people by their general names
   */
  static void await(Configuration configuration, Collection<String> people) {
    AuditLog audit = AuditLog.in(configuration.server().access());
    long now = System.currentTimeMillis();
    try (Stores stores = configuration.server().store().open()) {
      stores
          .privacy()
          .await(
              people.stream()
                  .map(audit::pseudonym)
                  .sorted()
                  .map(person -> new PendingRemoval(person, PendingRemoval.ERASURE, now))
                  .toList());
    }
  }

  private static long created(Path models, String name) {
    try {
      return Instant.parse(Bundle.open(models, name).manifest().created()).toEpochMilli();
    } catch (KuayuException e) {
      // A damaged bundle is trained again before it answers.
      return Long.MAX_VALUE;
    }
  }

  /** The models that still hold something. */
  public List<String> models() {
    return List.copyOf(byModel.keySet());
  }

  /** The models that still hold somebody who was erased. */
  public List<String> modelsOfErased() {
    return byModel.entrySet().stream()
        .filter(model -> model.getValue().stream().anyMatch(PendingRemoval::isErasure))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Whether nothing waits for these models that came before a moment.
   *
   * @param moment unix milliseconds
   */
  public boolean allSince(long moment, List<String> models) {
    return models.stream()
        .flatMap(model -> byModel.getOrDefault(model, List.of()).stream())
        .allMatch(waiting -> waiting.moment() >= moment);
  }

  /** A line a model. */
  public List<String> told() {
    List<String> lines = new ArrayList<>();
    byModel.forEach(
        (model, waiting) -> {
          List<PendingRemoval> erasures =
              waiting.stream().filter(PendingRemoval::isErasure).toList();
          // Somebody waits twice where the corpus lost them later than the store.
          long people = erasures.stream().map(PendingRemoval::person).distinct().count();
          lines.add(
              "%s: %d erased, %d withdrawn since it was trained; train it again"
                  .formatted(model, people, waiting.size() - erasures.size()));
        });
    return lines;
  }
}
