package io.kuayu.engine.store;

import io.kuayu.core.Event;

/**
 * A stored event. Its texts contain no NUL character, which PostgreSQL cannot store.
 *
 * @param key permanent identifier of this event of its user: an event that is sent again under its
 *     key is not stored again
 * @param user the person whose event it is
 * @param event what happened
 */
public record StoredEvent(String key, String user, Event event) {}
