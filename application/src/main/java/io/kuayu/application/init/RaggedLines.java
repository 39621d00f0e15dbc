package io.kuayu.application.init;

import io.kuayu.corpus.format.BasketRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells lines of baskets, which hold more items or fewer, from tables. */
final class RaggedLines {
  private static final int LINES = 500;
  private static final int MIN_LENGTHS = 3;
  private static final int MIN_LINES = 10;

  private RaggedLines() {}

  /** Whether all lines hold words between the same signs, and not equally many. */
  static boolean areBaskets(FileExcerpt excerpt) {
    List<String> lines =
        new String(excerpt.bytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .limit(LINES)
            .toList();
    if (lines.size() < MIN_LINES) {
      return false;
    }
    for (String separator : BasketRecords.SEPARATORS) {
      Pattern sign = Pattern.compile(Pattern.quote(separator));
      Pattern basket =
          Pattern.compile(
              "[\\p{L}\\p{N}_.:/+-]{1,40}( *%s *[\\p{L}\\p{N}_.:/ +-]{1,40})*"
                  .formatted(Pattern.quote(separator)));
      Set<Integer> lengths =
          lines.stream().map(line -> sign.split(line).length).collect(Collectors.toSet());
      if (lengths.size() >= MIN_LENGTHS
          && lines.stream().allMatch(line -> basket.matcher(line).matches())) {
        return true;
      }
    }
    return false;
  }
}
