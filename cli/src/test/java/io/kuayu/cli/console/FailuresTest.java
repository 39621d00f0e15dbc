package io.kuayu.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void theCodeEndsTheFirstLineOfTheProblem() {
    assertThat(
            Failures.message(new KuayuException(ErrorCode.UNKNOWN_MODEL, "no 'x'", "choose 'y'")))
        .isEqualTo("kuayu: no 'x' [model.unknown]\n  choose 'y'");
    assertThat(Failures.message(new KuayuException(ErrorCode.BAD_ROWS, "2 rows:\na:1\na:2", "fix")))
        .isEqualTo("kuayu: 2 rows: [data.bad-rows]\na:1\na:2\n  fix");
  }

  @Test
  void failuresOfTheMachineHaveCodesToo() {
    assertThat(Failures.message(new UncheckedIOException(new NoSuchFileException("a.csv"))))
        .startsWith("kuayu: there is no file a.csv [file.missing]\n");
    assertThat(Failures.message(new IOException("No space left on device")))
        .contains("[machine.disk-full]\n");
    assertThat(Failures.message(new OutOfMemoryError("heap"))).contains("[machine.out-of-memory]");
    assertThat(Failures.message(new IllegalStateException("x"))).contains("[general.unexpected]");
  }
}
