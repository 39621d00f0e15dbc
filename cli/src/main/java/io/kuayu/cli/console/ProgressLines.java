package io.kuayu.cli.console;

import io.kuayu.core.Progress;
import java.util.Locale;

/** Progress without bars: one line at the end of each piece of work. */
record ProgressLines(Console console) implements Progress {
  @Override
  public Task start(String name, long total) {
    return new Line(console, name);
  }

  private static final class Line implements Task {
    private final Console console;
    private final String name;
    private final long start = System.nanoTime();
    private volatile String note = "";

    Line(Console console, String name) {
      this.console = console;
      this.name = name;
    }

    @Override
    public void advance(long steps) {
      // Only the end is printed.
    }

    @Override
    public void note(String text) {
      note = text;
    }

    @Override
    public void close() {
      double seconds = (System.nanoTime() - start) / 1e9;
      String last = note.isEmpty() ? "" : " (" + note + ")";
      console.say(String.format(Locale.ROOT, "%s: done in %.1f s%s", name, seconds, last));
    }
  }
}
