package io.kuayu.application.erasure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What came of an erasure.
 *
 * @param receipt signed, as JSON
 * @param erased what was taken out
 * @param recounted models that were counted again without the person
 * @param waiting models whose weights hold traces until they are trained again
 * @param pending steps that could not be taken now and are tried again, by the names of {@link
 *     LearntData}
 * @param checks name and outcome of each check; empty unless they were asked for
 * @param naming files that the checks found to name the person
 * @param hadSomething whether anything was held about the person
 */
public record ErasureResult(
    String receipt,
    ErasureCounts erased,
    List<String> recounted,
    List<String> waiting,
    List<String> pending,
    Map<String, Boolean> checks,
    List<Path> naming,
    boolean hadSomething) {
  /** Whether no check has failed. */
  public boolean verified() {
    return !checks.containsValue(false);
  }
}
