package io.kuayu.application.recommend;

import io.kuayu.engine.request.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a question for a list is answered with.
 *
 * @param answer the list, and what was not used
 * @param isUnknownUser whether a user is named of whom no event is stored
 */
public record RecommendResult(Answer answer, boolean isUnknownUser) {
  /** What the answer had to do without, one sentence each. */
  public List<String> degraded() {
    List<String> degraded = new ArrayList<>(answer.degraded());
    if (isUnknownUser) {
      degraded.add("user: nothing is held about them; answered as for someone new");
    }
    return List.copyOf(degraded);
  }
}
