package io.kuayu.spring;

import io.kuayu.core.KuayuException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells at a failed start what is wrong and what to do, instead of a stack trace. */
final class KuayuFailureAnalyzer extends AbstractFailureAnalyzer<KuayuException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, KuayuException cause) {
    return new FailureAnalysis(
        cause.getMessage() + " (" + cause.code().text() + ")", cause.remedy(), cause);
  }
}
