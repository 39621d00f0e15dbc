package io.kuayu.application.backup;

import io.kuayu.application.settings.Configuration;
import io.kuayu.privacy.key.KeyFile;
import io.kuayu.storage.sql.StoreSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an installation has what a backup holds.
 *
 * @param store the SQLite file; none where the store is in PostgreSQL
 * @param links the linking table
 * @param key the file of the pseudonyms' keys; none where a variable or a service gives them
 * @param access the folder of API keys, the audit log and their secrets
 * @param models the folder of all bundles
 */
record BackupPlaces(
    Optional<Path> store, Path links, Optional<Path> key, Path access, Path models) {
  static final String STORE = "store/kuayu.db";
  static final String LINKS = "links/kuayu.links";
  static final String KEY = "key/kuayu.key";
  static final String ACCESS = "access/";
  static final String MODELS = "models/";

  static BackupPlaces of(Configuration configuration) {
    return new BackupPlaces(
        configuration.server().store() instanceof StoreSettings.Sqlite(Path file)
            ? Optional.of(file)
            : Optional.empty(),
        configuration.corpus().privacy().links(),
        configuration.corpus().privacy().key() instanceof KeyFile(Path file)
            ? Optional.of(file)
            : Optional.empty(),
        configuration.server().access(),
        configuration.workdir().resolve("models"));
  }

  /** Where a file of a backup belongs; empty where this installation has no such place. */
  Optional<Path> of(String name) {
    return switch (name) {
      case STORE -> store;
      case LINKS -> Optional.of(links);
      case KEY -> key;
      default -> within(name, ACCESS, access).or(() -> within(name, MODELS, models));
    };
  }

  private static Optional<Path> within(String name, String section, Path folder) {
    if (!name.startsWith(section)) {
      return Optional.empty();
    }
    Path path = folder.resolve(name.substring(section.length())).normalize();
    return path.startsWith(folder) && !path.equals(folder) ? Optional.of(path) : Optional.empty();
  }
}
