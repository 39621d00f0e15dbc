package io.kuayu.server.web;

import java.util.Locale;

/** The stable codes of problem documents with their HTTP status. Codes are never renamed. */
public enum ProblemCode {
  BAD_REQUEST(400, "The request is not HTTP as it must be"),
  BAD_JSON(400, "The body is not the JSON that is expected"),
  BAD_PARAMETER(400, "A parameter or field has a value that is not allowed"),
  BAD_FILTER(400, "The filter is no condition, or too costly"),
  BAD_PATH(400, "The path is not well formed"),
  BAD_ID(400, "An id is empty, too long, or no text"),
  UNAUTHENTICATED(401, "A valid key or token is needed"),
  FORBIDDEN(403, "The caller may not do this"),
  FOREIGN_ORIGIN(403, "Another site's page may not do this"),
  UNKNOWN_PATH(404, "There is nothing at this path"),
  UNKNOWN_USER(404, "Nothing is held about this user"),
  UNKNOWN_ITEM(404, "There is no such item"),
  NO_IMAGE(404, "The item has no image"),
  UNKNOWN_DOMAIN(404, "There is no such domain"),
  UNKNOWN_MODEL(404, "There is no such model"),
  METHOD_NOT_ALLOWED(405, "The path does not have this method"),
  KEY_REUSED(409, "The key belongs to another event"),
  TOO_LARGE(413, "The body is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of another type than expected"),
  NO_SUCH_ITEM(422, "The request names an item that does not exist"),
  NO_SUCH_DOMAIN(422, "The request names a domain that does not exist"),
  RATE_LIMITED(429, "The caller asks too often"),
  OVERLOADED(429, "The server answers as many requests as it can"),
  INTERNAL(500, "An unexpected failure"),
  STORE_FAILED(503, "The store failed"),
  AUDIT_FAILED(503, "The audit log cannot be written, so nothing was done"),
  NOT_READY(503, "No model answers yet"),
  BUSY(503, "The server has more to do than it can");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The code as written in problem documents, such as {@code bad-json}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
