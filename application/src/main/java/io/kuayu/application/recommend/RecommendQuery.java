package io.kuayu.application.recommend;

import io.kuayu.engine.consent.PersonalRequest;
import java.util.Optional;

/**
 * A question for a list.
 *
 * @param user about whom, where somebody is named; otherwise what the request tells is all there is
 * @param personal whether the list is the person's own; otherwise nothing of them is used
 * @param request what is asked
 */
public record RecommendQuery(Optional<String> user, boolean personal, PersonalRequest request) {}
