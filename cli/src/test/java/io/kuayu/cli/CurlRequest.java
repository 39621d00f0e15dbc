package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of {@code curl} that asks a server on this machine.
 *
 * @param path with its percent signs, without the query
 * @param query encoded parameters
 * @param contentType what the body is said to be
 * @param body empty where there is none; {@code @FILE} where it is that of a file
 */
record CurlRequest(
    String method, String path, List<String> query, String contentType, String body) {
  private static final String SERVER = "(http://)?(localhost|127\\.0\\.0\\.1):8080";

  CurlRequest {
    query = List.copyOf(query);
  }

  /**
   * Reads the words of a command, of which the first is {@code curl}.
   *
   * @param place for messages
   */
  static CurlRequest of(List<String> words, String place) {
    String address = "";
    String method = "";
    String type = "application/json";
    boolean get = false;
    List<String> data = new ArrayList<>();
    for (int at = 1; at < words.size(); at++) {
      switch (words.get(at)) {
        case "-X" -> method = words.get(++at);
        case "-H" -> {
          String[] header = words.get(++at).split(": *", 2);
          type = header[0].equalsIgnoreCase("Content-Type") ? header[1] : type;
        }
        case "-o" -> at++;
        case "-d", "--data-binary" -> data.add(words.get(++at));
        case "--data-urlencode" -> data.add(encoded(words.get(++at)));
        case "-G" -> get = true;
        default -> address = words.get(at).startsWith("-") ? address : words.get(at);
      }
    }
    assertThat(address).as(place + " asks this server").matches(SERVER + "/.*");
    String[] parts = address.replaceFirst(SERVER, "").split("\\?", 2);
    if (method.isEmpty()) {
      method = data.isEmpty() || get ? "GET" : "POST";
    }
    List<String> query =
        new ArrayList<>(parts.length > 1 ? List.of(parts[1].split("&", -1)) : List.of());
    if (get) {
      query.addAll(data);
    }
    return new CurlRequest(
        method, parts[0], query, type, get || data.isEmpty() ? "" : data.getFirst());
  }

  private static String encoded(String parameter) {
    String[] parts = parameter.split("=", 2);
    return parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The path and the query behind the address of a server. */
  String target() {
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }
}
