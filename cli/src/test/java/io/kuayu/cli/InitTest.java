package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From files to a first list, by {@code kuayu init} and without an edit. */
class InitTest {
  @TempDir Path folder = Path.of(".");

  @ParameterizedTest
  @EnumSource
  void readsItsWayToAFirstListOrAsks(OwnDataShape shape) throws IOException {
    shape.write(new OwnData(folder));
    Outcome init = Shop.execute("init", folder.toString(), "-o", configuration());
    assertThat(text()).as(init.out() + init.err()).contains(shape.expected());
    if (shape.answers().isEmpty()) {
      assertThat(init.code()).as(init.out() + init.err() + text()).isZero();
    } else {
      assertThat(init.code()).as(init.out() + text()).isEqualTo(2);
      assertThat(init.err()).contains("[data.undecided]", "?");
      for (String answer : shape.answers()) {
        answer(answer);
      }
    }
    Outcome list =
        Shop.execute(
            "recommend",
            "-c",
            configuration(),
            "--user",
            shape.user(),
            "-k",
            "3",
            "--json",
            "-s",
            "model=item-knn");
    assertThat(list.code()).as(text() + list.err()).isZero();
    assertThat(list.out()).as(text() + list.err()).contains("\"rank\" : 3");
  }

  private void answer(String line) throws IOException {
    Files.writeString(folder.resolve("kuayu.yaml"), text().replace("# " + line, line));
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("kuayu.yaml"));
  }

  private String configuration() {
    return folder.resolve("kuayu.yaml").toString();
  }
}
