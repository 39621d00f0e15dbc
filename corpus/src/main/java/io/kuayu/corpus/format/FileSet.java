package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceRelation;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The files of a folder, or those that fit a pattern such as {@code events/*.csv}, in the order of
 * their paths, as one source. Folders named {@code day=2025-01-01} give a column. Names that begin
 * with a dot, an underscore or a tilde are left out, as tools put aside what is no data.
 *
 * @param pattern as the configuration has it, with what it says about the shape of each file
 */
record FileSet(FileSource pattern) implements EventSource, ItemSource {
  private static final int SHOWN = 12;
  private static final int MAX_FILES = 5_000;
  private static final String WILD = ".*[*?\\[{].*";

  /** The source of a path: one file, or several where it names a folder or has wildcards. */
  static boolean isSet(FileSource file) {
    return Files.isDirectory(file.path())
        || (file.path().toString().matches(WILD) && !Files.exists(file.path()));
  }

  @Override
  public String name() {
    return pattern.name();
  }

  @Override
  public String description() {
    return pattern.description();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.of(root().toAbsolutePath());
  }

  @Override
  public String fingerprint() {
    Path root = root();
    StringBuilder all = new StringBuilder();
    for (FileSource file : files()) {
      all.append(root.relativize(file.path())).append('\n');
      all.append(file.fingerprint()).append('\n');
    }
    return DigestUtils.sha256Hex(all.toString());
  }

  @Override
  public String stamp() {
    StringBuilder all = new StringBuilder();
    List<FileSource> files = files();
    for (FileSource file : files) {
      all.append(file.path()).append('\n').append(file.stamp()).append('\n');
    }
    return files.size() + " files, " + DigestUtils.sha256Hex(all.toString());
  }

  @Override
  public Map<String, Object> described() {
    return pattern.described();
  }

  @Override
  public SourceRelation open(Database database) {
    Path root = root();
    return new FileSetRelation(
        database,
        files().stream()
            .map(
                file -> {
                  SourceRelation relation = file.open(database);
                  return new FileSetRelation.Member(
                      file.description(),
                      relation,
                      relation,
                      PartitionFolders.of(root.relativize(file.path())));
                })
            .toList());
  }

  /** The folder below which the files are. */
  private Path root() {
    Path path = pattern.path();
    if (Files.isDirectory(path)) {
      return path;
    }
    Path root = path;
    for (Path part = path; part != null; part = part.getParent()) {
      if (String.valueOf(part.getFileName()).matches(WILD)) {
        root = part.getParent();
      }
    }
    return root == null ? Path.of("") : root;
  }

  /**
   * The files.
   *
   * @throws KuayuException if there are none, with what there is
   */
  private List<FileSource> files() {
    Path root = root();
    List<PathMatcher> matchers =
        Files.isDirectory(pattern.path())
            ? List.of(_ -> true)
            : Stream.of(pattern.path().toString(), pattern.path().toString().replace("/**/", "/"))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
    List<FileSource> files;
    try (Stream<Path> below = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
      files =
          below
              .filter(path -> Files.isRegularFile(path) && isData(root.relativize(path)))
              .filter(path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)))
              .sorted()
              .limit(MAX_FILES + 1L)
              .map(pattern::at)
              .toList();
    } catch (IOException e) {
      throw pattern.unreadable(e);
    }
    if (files.isEmpty()) {
      throw none(root);
    }
    if (files.size() > MAX_FILES) {
      throw new KuayuException(
          ErrorCode.DATA_UNREADABLE,
          "%s: %s names more than %d files".formatted(pattern.place(), description(), MAX_FILES),
          "join them to fewer, larger files, or name a part of them");
    }
    return files;
  }

  private static boolean isData(Path path) {
    for (Path part : path) {
      if (part.toString().matches("[._~].*")) {
        return false;
      }
    }
    return true;
  }

  private KuayuException none(Path root) {
    Path there = root;
    Path missing = pattern.path();
    while (there != null && !Files.isDirectory(there)) {
      missing = there;
      there = there.getParent();
    }
    List<String> names = there == null ? List.of() : names(there);
    String sought = String.valueOf(missing.getFileName());
    return new KuayuException(
        ErrorCode.FILE_MISSING,
        pattern.place() + ": no file fits " + pattern.path().toAbsolutePath(),
        NameSuggestion.to(sought, names).map(near -> "did you mean '" + near + "'? ").orElse("")
            + (names.isEmpty()
                ? "the folder " + there + " is empty"
                : "the folder %s holds %s%s"
                    .formatted(
                        there,
                        String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))),
                        names.size() > SHOWN ? ", …" : "")));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .sorted()
          .map(
              entry ->
                  entry.getFileName()
                      + (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) ? "/" : ""))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
