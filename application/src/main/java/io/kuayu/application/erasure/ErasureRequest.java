package io.kuayu.application.erasure;

import io.kuayu.application.privacy.Actor;

/**
 * Asks for the erasure of a person.
 *
 * @param user the id that the person has outside
 * @param verify whether to check afterwards that nothing is left, which reads all files anew
 * @param actor who asks
 */
public record ErasureRequest(String user, boolean verify, Actor actor) {}
