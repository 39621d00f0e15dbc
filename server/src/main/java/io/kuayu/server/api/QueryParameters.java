package io.kuayu.server.api;

import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the parameters of a query string. */
record QueryParameters(Call call) {
  Set<String> domains() {
    return call.parameter("domains")
        .filter(text -> !text.isBlank())
        .map(text -> RecommendationRequest.domains(List.of(text.split(",", -1))))
        .orElse(Set.of());
  }

  int k(int max) {
    return (int) whole("k", 1, max).orElse(RecommendationRequest.DEFAULT_K);
  }

  OptionalLong timestamp() {
    return whole("timestamp", 0, Integer.MAX_VALUE * 100L);
  }

  OptionalLong whole(String name, long min, long max) {
    String text = call.parameter(name).orElse("");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Reported below, together with values out of bounds.
    }
    throw new HttpProblem(
        ProblemCode.BAD_PARAMETER,
        "'" + name + "' must be a whole number from " + min + " to " + max);
  }

  double real(String name, double defaultValue, double min, double max) {
    String text = call.parameter(name).orElse("");
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with values out of bounds.
    }
    throw new HttpProblem(
        ProblemCode.BAD_PARAMETER, "'" + name + "' must be a number from " + min + " to " + max);
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
