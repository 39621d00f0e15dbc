package io.kuayu.application.recommend;

import io.kuayu.core.Event;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * For whom given candidates are scored.
 *
 * @param user whose permissions hold, and whose stored events count where no history is given
 * @param history used instead of what is stored; events without a time are {@link
 *     io.kuayu.engine.consent.PersonalRequest#UNTIMED}
 * @param moment of the request in unix seconds; left out, just after the last event
 */
public record RankQuery(
    Optional<String> user, Optional<List<Event>> history, OptionalLong moment) {}
