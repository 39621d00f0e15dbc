package io.kuayu.server.web;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of requests: the caller's own id if it is harmless, otherwise a new one. */
final class RequestIds {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIds() {}

  static String of(Optional<String> given) {
    return given
        .filter(id -> ALLOWED.matcher(id).matches())
        .orElseGet(() -> UUID.randomUUID().toString());
  }
}
