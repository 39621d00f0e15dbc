package io.kuayu.application.backup;

import java.util.List;

/**
 * What a backup or a restoration did.
 *
 * @param created when the backup was begun, as ISO 8601
 * @param files how many files it has
 * @param bytes of all of them
 * @param notes what is left to do by other means
 */
public record BackupResult(String created, int files, long bytes, List<String> notes) {
  public BackupResult {
    notes = List.copyOf(notes);
  }

  static BackupResult of(BackupManifest manifest, List<String> notes) {
    return new BackupResult(
        manifest.created(),
        manifest.files().size(),
        manifest.files().values().stream().mapToLong(CopiedFile::bytes).sum(),
        notes);
  }
}
