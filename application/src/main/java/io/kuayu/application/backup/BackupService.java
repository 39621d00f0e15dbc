package io.kuayu.application.backup;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.bundle.DurableFiles;
import io.kuayu.privacy.key.OwnerOnlyFiles;
import io.kuayu.storage.access.FolderLock;
import io.kuayu.storage.sql.SqliteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Copies what an installation cannot make anew into a folder: the SQLite store, the linking table,
 * keys, the audit log and bundles. Servers may run meanwhile. Every event that was acknowledged
 * before the backup began is in it. The store is copied before the audit log, so no change in it is
 * without its entry. Corpus and cache are left out, since they are made of the input files.
 *
 * <p>The folder gets its name when it is whole. Costs reading and writing each byte twice.
 */
public final class BackupService {
  private static final int ATTEMPTS = 3;
  private static final String CURRENT = "CURRENT";
  private static final String POSTGRESQL =
      "the store is in PostgreSQL and not in this backup: back it up by pg_dump, after this command";

  private final BackupPlaces places;
  private final AuditTrail audit;

  BackupService(BackupPlaces places, AuditTrail audit) {
    this.places = places;
    this.audit = audit;
  }

  /** Backs up the installation of a configuration. */
  public static BackupService of(Configuration configuration) {
    return new BackupService(BackupPlaces.of(configuration), AuditTrail.of(configuration.server()));
  }

  /**
   * Writes a backup.
   *
   * @param target a folder that does not exist yet, or is empty
   * @throws KuayuException where it exists, cannot be written, or the audit log cannot be written
   */
  public BackupResult backUp(Actor actor, Path target) {
    return audit.step(
        actor,
        "backup.create",
        List.of(Map.of()),
        () -> write(target),
        result -> Map.of("created", result.created(), "files", String.valueOf(result.files())));
  }

  private BackupResult write(Path target) {
    String created = Instant.now().toString();
    Path part =
        target
            .toAbsolutePath()
            .normalize()
            .resolveSibling(target.getFileName() + ".part" + ProcessHandle.current().pid());
    try {
      requireFree(target);
      DurableFiles.deleteTree(part);
      FolderTree.makeOwnerOnly(part);
      Map<String, CopiedFile> files = new TreeMap<>();
      copyDatabases(part, files);
      copyAccess(part, files);
      if (places.key().filter(Files::exists).isPresent()) {
        copy(places.key().get(), part, BackupPlaces.KEY, files);
      }
      copyModels(part, files);
      BackupManifest manifest = new BackupManifest(created, files);
      OwnerOnlyFiles.create(BackupManifest.in(part), manifest.written());
      Files.deleteIfExists(target);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return BackupResult.of(
          manifest, places.store().isPresent() ? List.of() : List.of(POSTGRESQL));
    } catch (IOException e) {
      FolderTree.discard(part);
      throw new KuayuException(
          ErrorCode.BACKUP_UNWRITABLE,
          "the backup " + target + " cannot be written: " + e,
          "see that its disk has free space and that this user may read the work folder",
          e);
    } catch (RuntimeException e) {
      FolderTree.discard(part);
      throw e;
    }
  }

  private static void requireFree(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        if (entries.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new KuayuException(
        ErrorCode.FILE_EXISTS,
        target + " exists already",
        "name a new folder, such as one with the date in its name");
  }

  private void copyDatabases(Path part, Map<String, CopiedFile> files) throws IOException {
    Map<String, Path> databases = new TreeMap<>();
    places.store().ifPresent(store -> databases.put(BackupPlaces.STORE, store));
    databases.put(BackupPlaces.LINKS, places.links());
    for (Map.Entry<String, Path> database : databases.entrySet()) {
      if (Files.exists(database.getValue())) {
        Path to = part.resolve(database.getKey());
        Files.createDirectories(to.resolveSibling(""));
        SqliteCopy.write(database.getValue(), to);
        files.put(database.getKey(), CopiedFile.of(to));
      }
    }
  }

  /** Full files of the audit log never change; nobody waits while they are copied. */
  private void copyAccess(Path part, Map<String, CopiedFile> files) throws IOException {
    copyAccess(part, files, name -> name.startsWith("audit-"));
    try (FolderLock _ = FolderLock.take(places.access())) {
      copyAccess(part, files, _ -> true);
    }
  }

  private void copyAccess(Path part, Map<String, CopiedFile> files, Predicate<String> wanted)
      throws IOException {
    for (Path file : FolderTree.files(places.access())) {
      String name = String.valueOf(places.access().relativize(file)).replace('\\', '/');
      boolean temporary =
          name.startsWith(".") || name.endsWith(".part") || name.endsWith(RestoreService.ASIDE);
      if (!temporary && wanted.test(name) && !files.containsKey(BackupPlaces.ACCESS + name)) {
        copy(file, part, BackupPlaces.ACCESS + name, files);
      }
    }
  }

  private void copyModels(Path part, Map<String, CopiedFile> files) throws IOException {
    if (!Files.isDirectory(places.models())) {
      return;
    }
    try (Stream<Path> models = Files.list(places.models())) {
      for (Path model : models.filter(Files::isDirectory).sorted().toList()) {
        String name = String.valueOf(model.getFileName());
        if (!name.startsWith(".")) {
          copyModel(model, part, BackupPlaces.MODELS + name + "/", files);
        }
      }
    }
  }

  /** A training may add a version meanwhile, and then delete older ones. */
  private static void copyModel(
      Path model, Path part, String section, Map<String, CopiedFile> files) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Map<String, CopiedFile> copied = new TreeMap<>();
      try {
        for (Path version : versions(model)) {
          for (Path file : FolderTree.files(version)) {
            copy(file, part, section + model.relativize(file), copied);
          }
        }
        Path current = model.resolve(CURRENT);
        if (Files.exists(current)) {
          copy(current, part, section + CURRENT, copied);
          String version = Files.readString(part.resolve(section + CURRENT)).strip();
          if (!copied.containsKey(section + version + "/manifest.json")) {
            throw new NoSuchFileException(version);
          }
        }
        files.putAll(copied);
        return;
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        DurableFiles.deleteTree(part.resolve(section));
      }
    }
  }

  private static List<Path> versions(Path model) throws IOException {
    try (Stream<Path> versions = Files.list(model)) {
      return versions
          .filter(version -> Files.exists(version.resolve("manifest.json")))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static void copy(Path from, Path part, String name, Map<String, CopiedFile> files)
      throws IOException {
    String written = name.replace('\\', '/');
    files.put(written, CopiedFile.copy(from, part.resolve(written)));
  }
}
