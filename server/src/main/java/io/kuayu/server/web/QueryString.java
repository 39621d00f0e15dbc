package io.kuayu.server.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the query string of a URL. */
final class QueryString {
  private QueryString() {}

  /** Every parameter with its values in order; a plus sign is a space. */
  static Map<String, List<String>> parse(String raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      int sign = pair.indexOf('=');
      String name = sign < 0 ? pair : pair.substring(0, sign);
      String value = sign < 0 ? "" : pair.substring(sign + 1);
      parameters.computeIfAbsent(plain(name), _ -> new ArrayList<>()).add(plain(value));
    }
    return parameters;
  }

  private static String plain(String raw) {
    return Routes.decode(raw.replace("+", "%20"));
  }
}
