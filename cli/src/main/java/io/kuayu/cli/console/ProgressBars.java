package io.kuayu.cli.console;

import io.kuayu.core.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on a terminal. */
record ProgressBars(boolean colours) implements Progress {
  private static final int BETWEEN_UPDATES_MILLIS = 200;

  @Override
  public Task start(String name, long total) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(total)
            .setUpdateIntervalMillis(BETWEEN_UPDATES_MILLIS)
            .setStyle(
                colours ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.UNICODE_BLOCK)
            .build();
    return new Task() {
      @Override
      public void advance(long steps) {
        bar.stepBy(steps);
      }

      @Override
      public void note(String text) {
        bar.setExtraMessage(" " + text);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
