package io.kuayu.cli.command;

import io.kuayu.core.History;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code rank}.
 *
 * @param id echoed in the answer; null where the line has none
 * @param user whose history counts; null where a history is given
 * @param history used alone where it is given; null where a user is named
 * @param untimed whether some event of the history came without a timestamp
 * @param timestamp the moment of the request in unix seconds
 * @param candidates ordinals, or {@link io.kuayu.engine.CandidateScorer#UNKNOWN}
 */
@SuppressWarnings("ArrayRecordComponent") // a value for one method call, never compared
record RankRequest(
    @Nullable String id,
    @Nullable String user,
    @Nullable History history,
    boolean untimed,
    OptionalLong timestamp,
    int[] candidates) {}
