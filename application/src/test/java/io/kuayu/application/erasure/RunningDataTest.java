package io.kuayu.application.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunningDataTest {
  private final CountDownLatch free = new CountDownLatch(1);
  private final BlockingQueue<List<String>> recounted = new LinkedBlockingQueue<>();

  @Test
  void whatTakesLongGoesOnBehindTheRequest() throws InterruptedException {
    RunningData data = data(new Folder(false), Duration.ofMillis(20));
    LearntData.Holding holding = data.open("somebody");
    assertThat(holding.remove().pending()).containsExactly(LearntData.MODELS);
    assertThat(recounted).isEmpty();
    free.countDown();
    assertThat(recounted.poll(20, TimeUnit.SECONDS)).containsExactly("ease");
    assertThat(holding.soFar().pending()).isEmpty();
  }

  @Test
  void whatIsQuickIsDoneWithinTheRequest() {
    free.countDown();
    LearntData.Removal removal =
        data(new Folder(false), Duration.ofMinutes(1)).open("somebody").remove();
    assertThat(removal.pending()).isEmpty();
    assertThat(removal.recounted()).containsExactly("ease");
    assertThat(recounted).containsExactly(List.of("ease"));
  }

  @Test
  void aFolderThatCannotBeReadIsLeftForLaterAndThePersonIsHiddenInMemory() {
    LearntData.Holding holding = data(new Folder(true), Duration.ofMinutes(1)).open("somebody");
    assertThat(holding.events()).isEqualTo(7);
    assertThat(holding.remove())
        .isEqualTo(new LearntData.Removal(0, 0, List.of(), LearntData.STEPS));
    assertThat(holding.waiting()).containsExactly("ease", "lstm");
  }

  private RunningData data(LearntData folder, Duration patience) {
    return new RunningData(folder, _ -> 7, () -> List.of("ease", "lstm"), recounted::add, patience);
  }

  /** Erases when it is free to. */
  private final class Folder implements LearntData {
    private final boolean unreadable;
    private volatile Removal done = new Removal(7, 1, List.of(), List.of(MODELS));

    Folder(boolean unreadable) {
      this.unreadable = unreadable;
    }

    @Override
    public Holding open(String user) {
      if (unreadable) {
        throw new KuayuException(ErrorCode.WORKDIR_LOCKED, "the data have changed", "start again");
      }
      return new Holding() {
        @Override
        public long events() {
          return 7;
        }

        @Override
        public Removal remove() {
          try {
            free.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          done = new Removal(7, 1, List.of("ease"), List.of());
          return done;
        }

        @Override
        public Removal soFar() {
          return done;
        }

        @Override
        public List<String> waiting() {
          return List.of();
        }

        @Override
        public Map<String, Boolean> check(Consumer<Path> naming) {
          return Map.of();
        }
      };
    }

    @Override
    public List<String> finish() {
      return List.of();
    }
  }
}
