package io.kuayu.application.backup;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.storage.access.FolderLock;
import io.kuayu.storage.sql.StoreLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the files of a backup in the places that a configuration names. Nothing is changed where a
 * file of the backup is damaged, where a server uses the store, or where other files are in the way
 * and their replacement was not asked for. An interrupted restoration is completed by another one.
 */
public final class RestoreService {
  static final String ASIDE = ".restored";
  private static final String POSTGRESQL =
      "the store is in PostgreSQL: restore it by pg_restore from the dump of the same time";
  private static final String ERASURES =
      "people who were erased after the backup are back: erase them again, by their receipts";

  private final ServerSettings server;
  private final BackupPlaces places;

  private RestoreService(ServerSettings server, BackupPlaces places) {
    this.server = server;
    this.places = places;
  }

  /** Restores the installation of a configuration; changes nothing yet. */
  public static RestoreService of(Configuration configuration) {
    return new RestoreService(configuration.server(), BackupPlaces.of(configuration));
  }

  /**
   * Restores a backup.
   *
   * @param source the folder that a backup wrote
   * @param force whether other files that are in the way are replaced; the audit log is put aside
   */
  public BackupResult restore(Actor actor, Path source, boolean force) {
    try {
      BackupManifest manifest = BackupManifest.checked(source);
      Map<String, Path> targets = targets(manifest);
      if (!force) {
        requireFree(manifest, targets);
      }
      try (StoreLock _ = server.store().lock();
          FolderLock _ = FolderLock.take(places.access())) {
        put(source, manifest, targets);
      }
      AuditTrail.of(server).record(actor, "backup.restore", Map.of("created", manifest.created()));
      return BackupResult.of(manifest, notes());
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.BACKUP_UNWRITABLE,
          "the backup " + source + " cannot be restored: " + e,
          "see that the disk has free space and its folders may be written; then restore it again"
              + " with --force",
          e);
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(List.of(ERASURES));
    if (places.store().isEmpty()) {
      notes.add(POSTGRESQL);
    }
    return notes;
  }

  private Map<String, Path> targets(BackupManifest manifest) {
    Map<String, Path> targets = new TreeMap<>();
    for (String name : manifest.files().keySet()) {
      targets.put(
          name,
          places
              .of(name)
              .orElseThrow(
                  () ->
                      new KuayuException(
                          ErrorCode.BACKUP_MISMATCH,
                          "the backup holds '"
                              + name
                              + "', and the configuration has no place for it",
                          "name a SQLite store and a file of keys, as where the backup was made")));
    }
    return targets;
  }

  private void requireFree(BackupManifest manifest, Map<String, Path> targets) throws IOException {
    List<Path> inTheWay = new ArrayList<>(foreign(targets));
    for (Map.Entry<String, Path> target : targets.entrySet()) {
      CopiedFile wanted = manifest.files().get(target.getKey());
      if (Files.exists(target.getValue()) && !CopiedFile.of(target.getValue()).equals(wanted)) {
        inTheWay.add(target.getValue());
      }
    }
    if (!inTheWay.isEmpty()) {
      throw new KuayuException(
          ErrorCode.FILE_EXISTS,
          inTheWay.size()
              + " files of this installation would be replaced, such as "
              + inTheWay.getFirst(),
          "restore into an installation without data, or replace them with --force");
    }
  }

  /** Files that would mix with restored ones: logs of SQLite, and entries of another audit log. */
  private List<Path> foreign(Map<String, Path> targets) throws IOException {
    List<Path> foreign = new ArrayList<>();
    for (String database : List.of(BackupPlaces.STORE, BackupPlaces.LINKS)) {
      Path file = targets.get(database);
      if (file != null) {
        for (String log : List.of("-wal", "-shm", "-journal")) {
          foreign.add(file.resolveSibling(file.getFileName() + log));
        }
      }
    }
    for (Path file : FolderTree.files(places.access())) {
      if (isAudit(file) && !targets.containsValue(file)) {
        foreign.add(file);
      }
    }
    foreign.removeIf(file -> !Files.exists(file));
    return foreign;
  }

  private boolean isAudit(Path file) {
    String name = String.valueOf(places.access().relativize(file));
    return name.startsWith("audit") && name.endsWith(".jsonl");
  }

  private void put(Path source, BackupManifest manifest, Map<String, Path> targets)
      throws IOException {
    Map<String, Path> aside = new TreeMap<>();
    for (Map.Entry<String, Path> target : targets.entrySet()) {
      Path copy = target.getValue().resolveSibling(target.getValue().getFileName() + ASIDE);
      Files.deleteIfExists(copy);
      CopiedFile copied = CopiedFile.copy(source.resolve(target.getKey()), copy);
      if (!copied.equals(manifest.files().get(target.getKey()))) {
        throw new IOException(target.getKey() + " changed while it was read");
      }
      aside.put(target.getKey(), copy);
    }
    putAuditAside(targets);
    for (Path file : foreign(targets)) {
      Files.deleteIfExists(file);
    }
    for (Map.Entry<String, Path> copy : aside.entrySet()) {
      Files.move(
          copy.getValue(),
          targets.get(copy.getKey()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The log that was here tells what was done since the backup, so it is kept. */
  private void putAuditAside(Map<String, Path> targets) throws IOException {
    Path kept = places.access().resolve("before-restore-" + System.currentTimeMillis());
    for (Path file : FolderTree.files(places.access())) {
      if (isAudit(file) && targets.containsKey(BackupPlaces.ACCESS + "audit.key")) {
        Files.createDirectories(kept);
        Files.move(file, kept.resolve(file.getFileName()));
      }
    }
  }
}
