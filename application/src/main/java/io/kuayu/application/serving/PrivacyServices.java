package io.kuayu.application.serving;

import io.kuayu.application.consent.ConsentService;
import io.kuayu.application.erasure.ErasureRetries;
import io.kuayu.application.erasure.ErasureService;
import io.kuayu.application.erasure.LearntData;
import io.kuayu.application.erasure.RunningData;
import io.kuayu.application.export.ExportService;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.privacy.LentStores;
import io.kuayu.application.users.UserDirectory;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The use cases on people's data, which commands share.
 *
 * @param erasures erases people
 * @param retries finishes erasures that could not be completed at once
 * @param exports tells what is held
 * @param consents keeps decisions
 */
public record PrivacyServices(
    ErasureService erasures, ErasureRetries retries, ExportService exports, ConsentService consents)
    implements AutoCloseable {
  private static final Duration BETWEEN_RETRIES = Duration.ofSeconds(30);

  /**
   * On the stores of a running Kuayu.
   *
   * @param access the folder of keys and of the audit log
   * @param learnt the files that an erasure has to change
   */
  static PrivacyServices of(
      LentStores stores,
      AuditTrail audit,
      Path access,
      UserDirectory people,
      ModelRegistry models,
      LearntData learnt) {
    ErasureService erasures =
        new ErasureService(
            stores,
            audit,
            access,
            new RunningData(learnt, people::corpusEvents, models::names, models::reactivate));
    return new PrivacyServices(
        erasures,
        new ErasureRetries(erasures::finish, BETWEEN_RETRIES),
        new ExportService(people, audit),
        new ConsentService(stores, audit));
  }

  /** Ends the retries. */
  @Override
  public void close() {
    retries.close();
  }
}
