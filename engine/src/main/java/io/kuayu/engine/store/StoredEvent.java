package io.kuayu.engine.store;

import io.kuayu.core.Event;

/**
 * An event as it is stored. Its texts hold no NUL character, which PostgreSQL cannot keep.
 *
 * @param key names this event of its user for ever: an event that is sent again under its key is
 *     not stored again
 * @param user whose event it is
 * @param event what happened
 */
public record StoredEvent(String key, String user, Event event) {}
