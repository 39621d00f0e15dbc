package io.kuayu.server.web;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document (RFC 9457). */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int FIRST_SERVER_STATUS = 500;
  private static final String AMBIGUOUS = "the id is that of several people: write DOMAIN:ID";
  private static final String UNTOLD = "the server cannot answer now; its log tells why";

  private final ProblemCode code;
  private final transient Map<String, String> headers;
  private final @Nullable ErrorCode errorCode;

  /**
   * @param detail what is wrong with this request and what is allowed; contains no user ids
   */
  public HttpProblem(ProblemCode code, String detail) {
    this(code, detail, Map.of());
  }

  public HttpProblem(ProblemCode code, String detail, Map<String, String> headers) {
    this(code, detail, headers, (ErrorCode) null);
  }

  /** A failure of the library, which keeps its own code as {@code errorCode}. */
  public HttpProblem(
      ProblemCode code, String detail, Map<String, String> headers, KuayuException failure) {
    this(code, detail, headers, failure.code());
  }

  /**
   * The problem that a failure of the library is to the caller.
   *
   * @param isAllTold whether the caller may know of every domain and file that a message names
   */
  public static HttpProblem of(KuayuException failure, boolean isAllTold) {
    String problem = String.valueOf(failure.getMessage());
    return switch (failure.code()) {
      case INVALID_FILTER -> ofCaller(ProblemCode.BAD_FILTER, failure);
      case AMBIGUOUS_USER ->
          isAllTold
              ? ofCaller(ProblemCode.BAD_ID, failure)
              : new HttpProblem(ProblemCode.BAD_ID, AMBIGUOUS, Map.of(), failure);
      default ->
          new HttpProblem(
              failure.code() == ErrorCode.AUDIT_LOG_UNWRITABLE
                  ? ProblemCode.AUDIT_FAILED
                  : ProblemCode.STORE_FAILED,
              isAllTold ? problem : UNTOLD,
              Map.of("Retry-After", "5"),
              failure);
    };
  }

  private static HttpProblem ofCaller(ProblemCode code, KuayuException failure) {
    return new HttpProblem(code, failure.getMessage() + "; " + failure.remedy(), Map.of(), failure);
  }

  /** Whether the server is at fault, so that the operator has to know. */
  public boolean isOfServer() {
    return code.status() >= FIRST_SERVER_STATUS;
  }

  private HttpProblem(
      ProblemCode code, String detail, Map<String, String> headers, @Nullable ErrorCode errorCode) {
    // An expected answer, not a failure of the program: it needs no stack trace.
    super(detail, null, false, false);
    this.code = code;
    this.headers = Map.copyOf(headers);
    this.errorCode = errorCode;
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The code of the failure that caused this problem, if there is one. */
  Optional<ErrorCode> errorCode() {
    return Optional.ofNullable(errorCode);
  }

  /** Headers of HTTP that belong to the problem, such as {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }
}
