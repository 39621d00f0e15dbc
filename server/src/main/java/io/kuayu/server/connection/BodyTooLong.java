package io.kuayu.server.connection;

/** More bytes came for a body than the request may have. */
public final class BodyTooLong extends RuntimeException {
  private static final long serialVersionUID = 1;

  BodyTooLong() {
    super("the body is longer than allowed", null, false, false);
  }
}
