package com.example.kuayu.weblog;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceProvider;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads {@code source: web-log}, with {@code path} for the log and {@code prefix} for the pages
 * that are items, such as {@code /shop/}.
 */
public final class WebLogProvider implements SourceProvider {
  @Override
  public String kind() {
    return "web-log";
  }

  @Override
  public Optional<EventSource> events(Settings block, Path base) {
    return Optional.of(source(block, base, WebLogRows.EVENTS));
  }

  @Override
  public Optional<ItemSource> items(Settings block, Path base) {
    return Optional.of(source(block, base, WebLogRows.ITEMS));
  }

  private static WebLogSource source(Settings block, Path base, WebLogRows rows) {
    String path = block.required("path");
    String prefix = block.text("prefix", "/");
    if (!prefix.startsWith("/") || !prefix.endsWith("/")) {
      block.problem("prefix", "is '" + prefix + "'", "begin and end it with /, as in /shop/");
    }
    return new WebLogSource(path, base.resolve(path).normalize(), prefix, rows);
  }
}
