package io.kuayu.server.api;

import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what stands behind the question mark. */
record QueryParameters(Call call) {
  Set<String> domains() {
    return call.parameter("domains")
        .filter(text -> !text.isBlank())
        .map(text -> RecommendationRequest.domains(List.of(text.split(",", -1))))
        .orElse(Set.of());
  }

  int k(int most) {
    return (int) whole("k", 1, most).orElse(RecommendationRequest.USUAL_K);
  }

  OptionalLong timestamp() {
    return whole("timestamp", 0, Integer.MAX_VALUE * 100L);
  }

  OptionalLong whole(String name, long least, long most) {
    String text = call.parameter(name).orElse("");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is out of bounds.
    }
    throw new HttpProblem(
        ProblemCode.BAD_PARAMETER,
        "'" + name + "' must be a whole number from " + least + " to " + most);
  }

  double real(String name, double otherwise, double least, double most) {
    String text = call.parameter(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is out of bounds.
    }
    throw new HttpProblem(
        ProblemCode.BAD_PARAMETER, "'" + name + "' must be a number from " + least + " to " + most);
  }

  boolean flag(String name) {
    return switch (call.parameter(name).orElse("false")) {
      case "true", "" -> true;
      case "false" -> false;
      default ->
          throw new HttpProblem(ProblemCode.BAD_PARAMETER, "'" + name + "' must be true or false");
    };
  }
}
