package com.example.shop;

import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of events as `kuayu demo` writes it: {@code DOMAIN-events.tsv}, {@code
 * DOMAIN-events.jsonl} with milliseconds, or {@code DOMAIN-TYPEs.csv}.
 *
 * @param type of all its events, where there is no column of that name
 */
record OrderFile(Path path, String domain, String type) {
  private static final Pattern NAME = Pattern.compile("(.+)-(?!items)([a-z]+)s\\.(tsv|csv|jsonl)");

  /** The files of events in a folder. */
  static List<OrderFile> in(Path folder) throws IOException {
    List<OrderFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        Matcher name = NAME.matcher(String.valueOf(entry.getFileName()));
        if (name.matches()) {
          files.add(new OrderFile(entry, name.group(1), name.group(2)));
        }
      }
    }
    return files;
  }

  /** Tells each event with its customer. */
  void read(BiConsumer<String, Event> orders) throws IOException {
    List<String> lines = Files.readAllLines(path);
    if (path.toString().endsWith(".jsonl")) {
      for (String line : lines) {
        JsonNode row = JsonMapper.shared().readTree(line);
        orders.accept(
            row.path("user_id").asString(),
            event(
                row.path("item_id").asString(),
                row.path("timestamp").asLong() / 1_000,
                row.path("type").asString(type)));
      }
      return;
    }
    String delimiter = path.toString().endsWith(".tsv") ? "\t" : ",";
    List<String> header = Arrays.asList(lines.getFirst().split(delimiter, -1));
    int user = header.indexOf("user_id");
    int item = header.indexOf("item_id");
    int time = header.indexOf("timestamp");
    int kind = header.indexOf("type");
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(delimiter, -1);
      orders.accept(
          row[user], event(row[item], Long.parseLong(row[time]), kind < 0 ? type : row[kind]));
    }
  }

  private Event event(String item, long timestamp, String kind) {
    return new Event(new ItemKey(domain, item), timestamp, kind, 1);
  }
}
