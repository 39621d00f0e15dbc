package io.kuayu.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.storage.access.Role;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final Route.Handler HANDLER =
      _ -> {
        throw new AssertionError("nobody asks");
      };

  /** A list that was asked for by a body must not hide that events cannot be stored. */
  @Test
  void whatReadersAskByABodyIsNoWrite() {
    assertThat(Route.of("POST", "/events", Role.WRITER, HANDLER).writes()).isTrue();
    assertThat(Route.of("DELETE", "/user", Role.PRIVACY_OFFICER, HANDLER).writes()).isTrue();
    assertThat(Route.of("POST", "/recommendations", Role.READER, HANDLER).writes()).isFalse();
    assertThat(Route.known("POST", "/agents", HANDLER).writes()).isFalse();
    assertThat(Route.of("GET", "/audit", Role.AUDITOR, HANDLER).writes()).isFalse();
  }
}
