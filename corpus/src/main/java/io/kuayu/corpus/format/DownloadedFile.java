package io.kuayu.corpus.format;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceFolders;
import io.kuayu.corpus.source.SourceRelation;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file at an address, which is fetched where the configuration allows it.
 *
 * @param download of it
 * @param file its copy in the work folder
 */
record DownloadedFile(Download download, FileSource file) implements EventSource, ItemSource {
  private static final String ALLOW = "allow-network";
  private static final String FOLDER = "downloads";
  private static final int DEFAULT_MEGABYTES = 2_000;
  private static final int MAX_MEGABYTES = 1_000_000;
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /** The address in a block; one that must not or cannot be fetched is a problem of the block. */
  static Optional<DownloadedFile> read(Settings block, SourceFolders folders) {
    String written = block.text("path").orElse("");
    boolean allowed = block.flag(ALLOW, false);
    long bytes = (long) block.whole("max-download-mb", DEFAULT_MEGABYTES, 1, MAX_MEGABYTES) << 20;
    if (written.startsWith("jdbc:")) {
      block.problem(
          "path", "is the address of a database", "write 'source: jdbc', 'url:' and 'query:'");
    } else if (ADDRESS.matcher(written).matches()) {
      Optional<URI> web = web(written);
      if (web.isEmpty()) {
        block.problem(
            "path",
            "is an address that Kuayu does not fetch from",
            "download it first, as with the tool of its store, and name the file or the folder");
      } else if (!allowed) {
        block.problem(
            "path",
            "is an address, and nothing is fetched from a network",
            "download it first, as with curl -O, and name the file; or allow it with '"
                + ALLOW
                + ": true' beside 'path'");
      } else {
        return Optional.of(of(block, folders, web.get(), bytes));
      }
    }
    return Optional.empty();
  }

  private static DownloadedFile of(Settings block, SourceFolders folders, URI address, long bytes) {
    String path = String.valueOf(address.getPath());
    String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.=-]", "_");
    String key = DigestUtils.sha256Hex(address.toString()).substring(0, 12);
    Path target = folders.work().resolve(FOLDER).resolve(key + "-" + last).normalize();
    Download download = new Download(block.where("path"), address, target, bytes);
    return new DownloadedFile(download, FileSource.read(block, folders.base()).at(target));
  }

  private static Optional<URI> web(String written) {
    try {
      URI address = URI.create(written);
      return Optional.of(address)
          .filter(found -> "http".equals(found.getScheme()) || "https".equals(found.getScheme()))
          .filter(found -> found.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return Download.shown(download.address());
  }

  @Override
  public String description() {
    return file.description();
  }

  @Override
  public String fingerprint() {
    download.ensure();
    return file.fingerprint();
  }

  @Override
  public String stamp() {
    return file.stamp();
  }

  @Override
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(file.described());
    described.put("path", name());
    return described;
  }

  @Override
  public SourceRelation open(Database database) {
    download.ensure();
    return file.open(database);
  }
}
