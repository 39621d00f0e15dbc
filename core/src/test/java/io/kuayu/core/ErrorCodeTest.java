package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  private static final List<String> CODES =
      Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList();

  @Test
  void noCodeIsUsedTwiceAndAllHaveOneForm() {
    assertThat(CODES).doesNotHaveDuplicates().allMatch(code -> code.matches("[a-z-]+\\.[a-z-]+"));
  }

  @Test
  void theDocumentationHasEveryCodeOnceWithMeaningAndRemedy() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(Path.of("..", "docs", "errors.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    assertThat(rows).allSatisfy(row -> assertThat(row.subList(1, 4)).doesNotContain(""));
    assertThat(rows.stream().map(row -> row.get(1).replace("`", "")))
        .containsExactlyInAnyOrderElementsOf(CODES);
  }

  @Test
  void aFailureKeepsItsCode() {
    assertThat(new KuayuException(ErrorCode.UNKNOWN_MODEL, "no", "choose").code())
        .isEqualTo(ErrorCode.UNKNOWN_MODEL);
  }
}
