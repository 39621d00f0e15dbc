package com.example.kuayu.weblog;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.RecordRelation;
import io.kuayu.corpus.source.SourceRecord;
import io.kuayu.corpus.source.SourceRelation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * An access log of which some pages are items.
 *
 * @param name its path as the configuration has it
 * @param path where it is
 * @param prefix with which the pages of items begin
 * @param rows what is read
 */
record WebLogSource(String name, Path path, String prefix, WebLogRows rows)
    implements EventSource, ItemSource {

  @Override
  public String description() {
    return path.toString();
  }

  @Override
  public String fingerprint() {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Map<String, Object> described() {
    return Map.of("path", name, "prefix", prefix);
  }

  @Override
  public SourceRelation open(Database database) {
    return RecordRelation.load(database, "web-log", rows.columns(), records());
  }

  private Stream<SourceRecord> records() {
    try {
      // Unlike Files.lines, this does not fail at bytes that are no UTF-8.
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
      AtomicLong line = new AtomicLong();
      // An item is told once, and an unreadable line with the events alone.
      Set<String> told = new HashSet<>(Set.of(PageView.UNREADABLE.item()));
      return reader
          .lines()
          .flatMap(
              text -> {
                long number = line.incrementAndGet();
                return PageView.read(text, prefix)
                    .filter(view -> rows == WebLogRows.EVENTS || told.add(view.item()))
                    .map(view -> new SourceRecord(number, rows.values(view)))
                    .stream();
              })
          .onClose(() -> close(reader));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KuayuException unreadable(IOException e) {
    return new KuayuException(
        ErrorCode.DATA_UNREADABLE,
        "cannot read the web log " + path + ": " + e,
        "name a readable file by 'path'",
        e);
  }
}
