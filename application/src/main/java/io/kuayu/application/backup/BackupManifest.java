package io.kuayu.application.backup;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of a backup's files, in {@code backup.json}. It is written last.
 *
 * @param created when the backup was begun, as ISO 8601
 * @param files by their names in the backup, such as {@code access/keys.json}
 */
record BackupManifest(String created, Map<String, CopiedFile> files) {
  private static final String NAME = "backup.json";
  private static final int FORMAT = 1;

  BackupManifest {
    files = Map.copyOf(files);
  }

  byte[] written() {
    JsonMapper json = JsonMapper.shared();
    ObjectNode root = json.createObjectNode().put("format", FORMAT).put("created", created);
    ObjectNode list = root.putObject("files");
    new TreeMap<>(files)
        .forEach(
            (name, file) ->
                list.putObject(name).put("bytes", file.bytes()).put("sha256", file.sha256()));
    return json.writerWithDefaultPrettyPrinter()
        .writeValueAsString(root)
        .getBytes(StandardCharsets.UTF_8);
  }

  static Path in(Path folder) {
    return folder.resolve(NAME);
  }

  /** Reads the list of a backup, and checks every file that it names. */
  static BackupManifest checked(Path folder) throws IOException {
    if (!Files.exists(in(folder))) {
      throw new KuayuException(
          ErrorCode.BACKUP_DAMAGED,
          folder + " is no backup: it has no " + NAME,
          "name the folder that 'kuayu backup' wrote");
    }
    BackupManifest manifest = read(in(folder));
    for (Map.Entry<String, CopiedFile> file : manifest.files().entrySet()) {
      Path path = folder.resolve(file.getKey()).normalize();
      if (!path.startsWith(folder.normalize())
          || !Files.isRegularFile(path)
          || !CopiedFile.of(path).equals(file.getValue())) {
        throw damaged(folder, "'" + file.getKey() + "' is missing or does not fit its checksum");
      }
    }
    return manifest;
  }

  private static BackupManifest read(Path file) throws IOException {
    try {
      JsonNode list = JsonMapper.shared().readTree(Files.readAllBytes(file));
      if (list.path("format").asInt(0) != FORMAT) {
        throw damaged(file, "is of another format");
      }
      Map<String, CopiedFile> files = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : list.required("files").properties()) {
        JsonNode value = entry.getValue();
        files.put(
            entry.getKey(),
            new CopiedFile(value.required("bytes").asLong(), value.required("sha256").asString()));
      }
      return new BackupManifest(list.required("created").asString(), files);
    } catch (JacksonException | IllegalArgumentException e) {
      throw damaged(file, "cannot be read");
    }
  }

  private static KuayuException damaged(Path place, String what) {
    return new KuayuException(
        ErrorCode.BACKUP_DAMAGED,
        "the backup " + place + " is damaged: " + what,
        "nothing was restored; use another backup");
  }
}
