package io.kuayu.server.web;

import java.util.Map;

/** Ends a request with a problem document (RFC 9457). */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemCode code;
  private final transient Map<String, String> headers;

  /**
   * @param detail what is wrong with this request, and what is allowed; holds no ids of people
   */
  public HttpProblem(ProblemCode code, String detail) {
    this(code, detail, Map.of());
  }

  public HttpProblem(ProblemCode code, String detail, Map<String, String> headers) {
    // It is an answer and no failure of the program: nobody reads its stack.
    super(detail, null, false, false);
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
