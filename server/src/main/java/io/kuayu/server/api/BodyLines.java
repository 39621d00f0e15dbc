package io.kuayu.server.api;

import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a body into its lines. */
final class BodyLines {
  private static final int MAX_LINES = 100_000;
  private static final int MAX_LINE_BYTES = 1 << 20;

  private BodyLines() {}

  /**
   * A line that is not empty.
   *
   * @param number from 1, empty lines counted
   * @param bytes without its end
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Line(int number, byte[] bytes) {}

  static List<Line> of(byte[] body) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    int begin = 0;
    while (begin < body.length) {
      int end = begin;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      number++;
      int trimmed = end > begin && body[end - 1] == '\r' ? end - 1 : end;
      if (trimmed - begin > MAX_LINE_BYTES) {
        throw new HttpProblem(
            ProblemCode.TOO_LARGE,
            "line " + number + " is longer than the " + MAX_LINE_BYTES + " bytes allowed");
      }
      if (trimmed > begin) {
        lines.add(new Line(number, Arrays.copyOfRange(body, begin, trimmed)));
      }
      if (lines.size() > MAX_LINES) {
        throw new HttpProblem(
            ProblemCode.TOO_LARGE, "at most " + MAX_LINES + " lines are read at once");
      }
      begin = end + 1;
    }
    return lines;
  }
}
