package io.kuayu.application.privacy;

import io.kuayu.application.settings.ServerSettings;
import io.kuayu.storage.audit.AuditEntry;
import io.kuayu.storage.audit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a step before it is taken. The intent is on the disk before anything changes, so nothing
 * takes effect unaudited; the outcome follows as a second entry. Costs a sync to the disk for each
 * entry. Thread-safe.
 */
public final class AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final String INTENDED = "intended";
  private static final String DONE = "done";
  private static final String FAILED = "failed";

  private final AuditLog log;

  public AuditTrail(AuditLog log) {
    this.log = log;
  }

  /** The trail in the audit log of a configuration. */
  public static AuditTrail of(ServerSettings settings) {
    return new AuditTrail(settings.auditLog());
  }

  /** Stands for a person in the log and in the stores: a keyed hash. */
  public String pseudonym(String person) {
    return log.pseudonym(person);
  }

  /** Records what is about to be read; whatever is read is handed out after this returns. */
  public void record(Actor actor, String action, Map<String, String> details) {
    append(actor, action, DONE, details);
  }

  /**
   * Records the intent, takes the step, and records what came of it. Does nothing where the intent
   * cannot be written. Where only the outcome cannot be written, the step has been taken and its
   * intent is on record; that is logged and no failure.
   *
   * @param intents what is about to happen, one entry each
   * @param outcome what the last entry tells of the result
   */
  public <T> T step(
      Actor actor,
      String action,
      List<Map<String, String>> intents,
      Supplier<T> step,
      Function<T, Map<String, String>> outcome) {
    intents.forEach(details -> append(actor, action, INTENDED, details));
    T result;
    try {
      result = step.get();
    } catch (RuntimeException | Error failure) {
      appendAfter(actor, action, FAILED, intents.size() == 1 ? intents.getFirst() : Map.of());
      throw failure;
    }
    appendAfter(actor, action, DONE, outcome.apply(result));
    return result;
  }

  private void appendAfter(
      Actor actor, String action, String outcome, Map<String, String> details) {
    try {
      append(actor, action, outcome, details);
    } catch (RuntimeException unwritten) {
      LOG.error("the audit log has the intent of {} but not that it is {}", action, outcome);
    }
  }

  private void append(Actor actor, String action, String outcome, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    all.putAll(actor.details());
    log.append(new AuditEntry(actor.name(), action, outcome, all));
  }
}
