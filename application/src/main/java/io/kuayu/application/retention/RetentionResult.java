package io.kuayu.application.retention;

/**
 * What a retention did.
 *
 * @param deleted how many events went from the store
 * @param limited whether the configuration sets a limit at all
 */
public record RetentionResult(long deleted, boolean limited) {}
