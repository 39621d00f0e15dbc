package com.example.kuayu;

import io.kuayu.cli.Main;
import io.kuayu.core.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The access log of a shop and a blog, a configuration that uses all extensions, and commands. */
record WebShop(Path folder) {
  static final List<String> THINGS =
      List.of("tea", "pot", "cup", "book", "lamp", "pen", "bike", "bell", "helmet", "map");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What a command did. */
  record Outcome(int code, String out, String err) {}

  /** Visitors look at things that are near each other in the list, on both sites. */
  WebShop write(int visitors) throws IOException {
    SplittableRandom random = new Seed(3).random();
    List<String> lines = new ArrayList<>();
    lines.add("this line is no entry");
    for (int visitor = 0; visitor < visitors; visitor++) {
      int taste = random.nextInt(THINGS.size());
      long time = 1_700_000_000 + visitor * 5000L;
      for (int view = 0; view < 8; view++) {
        String thing = THINGS.get((taste + random.nextInt(3)) % THINGS.size());
        String page = (view + visitor) % 2 == 0 ? "/shop/green-" + thing : "/blog/on-" + thing;
        lines.add(entry("visitor" + visitor, time + 60L * view, page + "?from=search", 200));
        lines.add(entry("visitor" + visitor, time + 60L * view, "/style.css", 200));
        lines.add(entry("visitor" + visitor, time + 60L * view, "/shop/gone", 404));
      }
    }
    var _ = Files.write(folder.resolve("access.log"), lines);
    var _ =
        Files.writeString(
            folder.resolve("kuayu.yaml"),
            """
            workdir: work
            seed: 42
            domains:
              shop:
                items: { source: web-log, path: access.log, prefix: /shop/ }
                events: { source: web-log, path: access.log, prefix: /shop/, type: view }
              blog:
                items: { source: web-log, path: access.log, prefix: /blog/ }
                events: { source: web-log, path: access.log, prefix: /blog/, type: view }
            split: { by: leave-one-out }
            model: co-purchase
            models:
              co-purchase: { hours: 12, damping: 2 }
              text: { encoder: hashing }
              blend: { experts: [popularity, co-purchase, text], least-people: 2 }
            """);
    return this;
  }

  private static String entry(String user, long time, String page, int status) {
    return "192.0.2.1 - %s [%s] \"GET %s HTTP/1.1\" %d 512 \"-\" \"Browser\""
        .formatted(user, TIME.format(Instant.ofEpochSecond(time)), page, status);
  }

  /** Runs a command of Kuayu in this JVM. */
  Outcome run(String command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all =
        new ArrayList<>(List.of(command, "-c", folder.resolve("kuayu.yaml").toString()));
    all.addAll(List.of(arguments));
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }
}
