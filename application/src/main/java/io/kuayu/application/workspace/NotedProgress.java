package io.kuayu.application.workspace;

import io.kuayu.core.Progress;

/** Passes progress on and keeps the last note, which tells how far a stopped training came. */
final class NotedProgress implements Progress {
  private final Progress progress;
  private volatile String last = "";

  NotedProgress(Progress progress) {
    this.progress = progress;
  }

  /** The last note of all tasks; empty where there was none. */
  String last() {
    return last;
  }

  @Override
  public Task start(String name, long total) {
    Task task = progress.start(name, total);
    return new Task() {
      @Override
      public void advance(long steps) {
        task.advance(steps);
      }

      @Override
      public void note(String text) {
        last = text;
        task.note(text);
      }

      @Override
      public void close() {
        task.close();
      }
    };
  }
}
