package io.kuayu.application.consent;

/**
 * What was kept.
 *
 * @param people how many have decided
 * @param decisions how many they made
 * @param waiting because of how many people something waits for the next training
 */
public record ConsentResult(int people, int decisions, int waiting) {}
