package io.kuayu.media;

/** A file that must not be decoded, or cannot be. The message says why, for people. */
public final class InvalidMediaException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidMediaException(String why) {
    super(why);
  }

  public InvalidMediaException(String why, Throwable cause) {
    super(why, cause);
  }
}
