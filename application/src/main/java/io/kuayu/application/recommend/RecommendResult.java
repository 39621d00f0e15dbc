package io.kuayu.application.recommend;

import io.kuayu.engine.request.Answer;

/**
 * What a question for a list is answered with.
 *
 * @param answer the list, and what was not used
 * @param isUnknownUser whether a user is named of whom no event is stored
 */
public record RecommendResult(Answer answer, boolean isUnknownUser) {}
