package com.example.shop;

import io.kuayu.core.KuayuException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the engine refuses, as a problem with its code and remedy. */
@RestControllerAdvice
class ProblemAdvice {
  @ExceptionHandler
  ProblemDetail refused(KuayuException refusal) {
    HttpStatus status =
        switch (refusal.code()) {
          case UNKNOWN_ITEM, UNKNOWN_DOMAIN -> HttpStatus.NOT_FOUND;
          case NO_ACTIVE_MODEL -> HttpStatus.SERVICE_UNAVAILABLE;
          default -> HttpStatus.BAD_REQUEST;
        };
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.getMessage());
    problem.setProperty("errorCode", refusal.code().text());
    problem.setProperty("remedy", refusal.remedy());
    return problem;
  }
}
