package io.kuayu.cli.command.recommend;

import io.kuayu.application.recommend.RankQuery;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code rank}.
 *
 * @param id echoed in the answer; null where the line has none
 * @param query the user or history, and the moment
 * @param candidates ordinals, or {@link io.kuayu.engine.CandidateScorer#UNKNOWN}
 */
@SuppressWarnings("ArrayRecordComponent") // a value for one method call, never compared
record RankRequest(@Nullable String id, RankQuery query, int[] candidates) {}
