package io.kuayu.server.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The revisions of the Model Context Protocol that are spoken here, newest first. */
enum ProtocolRevision {
  /** Every request says by itself which revision it is written in, and by whom. */
  STATELESS("2026-07-28"),
  /** Begins with {@code initialize}; nothing is kept of it. */
  HANDSHAKE("2025-11-25"),
  FIRST_WITH_STRUCTURED_RESULTS("2025-06-18");

  private final String written;

  ProtocolRevision(String written) {
    this.written = written;
  }

  /** Its date, which is its name in messages and headers. */
  String written() {
    return written;
  }

  /** Whether a client greets by {@code initialize} first. */
  boolean hasHandshake() {
    return this != STATELESS;
  }

  static Optional<ProtocolRevision> parse(String written) {
    return Arrays.stream(values()).filter(one -> one.written.equals(written)).findFirst();
  }

  /** The names of all of them. */
  static List<String> names() {
    return Arrays.stream(values()).map(ProtocolRevision::written).toList();
  }

  /** What a greeted server answers with: the revision asked for, or else its newest. */
  static ProtocolRevision negotiated(String asked) {
    return parse(asked).filter(ProtocolRevision::hasHandshake).orElse(HANDSHAKE);
  }

  /** Whether a name is that of a revision without a handshake, known or not: names are dates. */
  static boolean isStateless(String written) {
    return written.compareTo(STATELESS.written) >= 0;
  }
}
