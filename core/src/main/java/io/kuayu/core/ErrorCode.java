package io.kuayu.core;

/**
 * The stable codes of all failures that a person can resolve. A code is written as {@code
 * area.what}; programs may compare it, so a code is never renamed or given another meaning. Meaning
 * and remedy of each are in {@code docs/errors.md}.
 */
public enum ErrorCode {
  INTERNAL("general.unexpected"),
  INTERRUPTED("general.interrupted"),
  INSTALLATION_INCOMPLETE("general.installation-incomplete"),
  PROVIDER_CLASH("general.provider-clash"),
  USAGE("usage.invalid"),
  OUT_OF_MEMORY("machine.out-of-memory"),
  DISK_FULL("machine.disk-full"),
  NATIVE_LIBRARY("machine.native-library"),

  CONFIGURATION("configuration.invalid"),
  CONFIGURATION_UNREADABLE("configuration.unreadable"),
  FILE_MISSING("file.missing"),
  FILE_UNREADABLE("file.unreadable"),
  FILE_ACCESS_DENIED("file.access-denied"),
  FILE_EXISTS("file.exists"),
  SECRET_FILE_PERMISSIONS("secret-file.permissions"),
  SECRET_FILE_DAMAGED("secret-file.damaged"),
  SECRET_FILE_UNREADABLE("secret-file.unreadable"),
  WORKDIR_LOCKED("workdir.locked"),
  WORKDIR_UNWRITABLE("workdir.unwritable"),

  BAD_ROWS("data.bad-rows"),
  TOO_MANY_BAD_ROWS("data.too-many-bad-rows"),
  AMBIGUOUS_TIMES("data.ambiguous-times"),
  UNKNOWN_FORMAT("data.unknown-format"),
  UNKNOWN_COLUMN("data.unknown-column"),
  INVALID_COLUMNS("data.invalid-columns"),
  INVALID_CONDITION("data.invalid-condition"),
  INVALID_EXPRESSION("data.invalid-expression"),
  DATA_UNREADABLE("data.unreadable"),
  UNDECIDED_DATA("data.undecided"),
  EVENT_TIMES_MISSING("data.times-missing"),
  NO_EVENTS("data.no-events"),
  FRIENDS_MISSING("data.friends-missing"),
  IMPORT_FAILED("data.import-failed"),
  SOURCE_UNREACHABLE("source.unreachable"),
  SOURCE_FAILED("source.query-failed"),
  CORPUS_MISSING("corpus.missing"),
  CORPUS_DAMAGED("corpus.damaged"),
  CORPUS_TOO_LARGE("corpus.too-large"),

  UNKNOWN_DOMAIN("domain.unknown"),
  UNKNOWN_ITEM("item.unknown"),
  AMBIGUOUS_USER("user.ambiguous"),
  INVALID_ITEM_NAME("item.invalid-name"),
  INVALID_REQUEST("request.invalid"),
  INVALID_FILTER("filter.invalid"),

  UNKNOWN_MODEL("model.unknown"),
  MODEL_NOT_TRAINED("model.not-trained"),
  INVALID_MODEL_NAME("model.invalid-name"),
  NO_ACTIVE_MODEL("model.none-active"),
  MODEL_SCORES_INVALID("model.invalid-scores"),
  CATALOGUE_MISMATCH("model.catalogue-mismatch"),
  INCOMPATIBLE_START("training.incompatible-start"),
  TRAINING_MISSING("training.module-missing"),
  TRAINING_FAILED("training.failed"),
  PRIVATE_TRAINING("training.private-unsupported"),
  BUNDLE_MISSING("bundle.missing"),
  BUNDLE_DAMAGED("bundle.damaged"),
  BUNDLE_NEWER("bundle.other-format"),
  BUNDLE_UNWRITABLE("bundle.unwritable"),
  CATALOGUE_WRITER_MISSING("bundle.writer-missing"),
  UNKNOWN_ENCODER("encoder.unknown"),
  ENCODER_MISSING("encoder.missing"),
  ENCODER_UNREADABLE("encoder.unreadable"),
  ENCODER_FAILED("encoder.failed"),
  ENCODER_MISMATCH("encoder.mismatch"),
  CONTENT_UNREADABLE("encoder.content-unreadable"),

  CHAT_MISSING("explain.chat-missing"),

  INVALID_EVALUATION("evaluation.invalid"),
  FINAL_MODEL("evaluation.final-model"),
  NOTHING_TO_EVALUATE("evaluation.empty"),
  REPORT_UNWRITABLE("evaluation.report-unwritable"),

  PRIVACY_PARAMETERS("privacy.invalid-parameters"),
  PSEUDONYM_KEY_MISSING("pseudonym-key.missing"),
  PSEUDONYM_KEY_MISMATCH("pseudonym-key.mismatch"),
  PSEUDONYM_KEY_FIXED("pseudonym-key.not-rotatable"),
  ERASURE_KEY_MISMATCH("erasure.key-mismatch"),
  ERASURE_INCOMPLETE("erasure.incomplete"),
  AUDIT_LOG_DAMAGED("audit-log.damaged"),
  AUDIT_LOG_UNWRITABLE("audit-log.unwritable"),

  STORE_UNREACHABLE("store.unreachable"),
  STORE_FAILED("store.failed"),
  STORE_CLOSED("store.closed"),
  STORE_IN_USE("store.in-use"),
  STORE_NEWER("store.newer-layout"),
  STORE_UNKNOWN_LAYOUT("store.unknown-layout"),

  BACKUP_DAMAGED("backup.damaged"),
  BACKUP_MISMATCH("backup.other-places"),
  BACKUP_UNWRITABLE("backup.unwritable"),

  PORT_IN_USE("server.port-in-use"),
  UNKNOWN_ADDRESS("server.unknown-address"),
  NO_KEY_FOR_PUBLIC_HOST("server.no-key-for-public-host"),
  TOKEN_KEYS("server.token-keys-unreadable"),
  TLS_CERTIFICATE("server.tls-certificate"),
  API_KEYS_MISSING("api-key.file-missing"),
  UNKNOWN_API_KEY("api-key.unknown"),
  API_KEY_WITHOUT_ROLE("api-key.no-role"),
  UNKNOWN_ROLE("api-key.unknown-role");

  private final String text;

  ErrorCode(String text) {
    this.text = text;
  }

  /** As the CLI prints it and REST sends it, such as {@code model.unknown}. */
  public String text() {
    return text;
  }
}
