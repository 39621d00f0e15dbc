package io.kuayu.application.erasure;

/**
 * What an erasure took out.
 *
 * @param storedEvents events of the store
 * @param corpusEvents events of the corpus
 * @param consents decisions
 * @param checkpoints states of trainings under way
 */
public record ErasureCounts(long storedEvents, long corpusEvents, long consents, int checkpoints) {}
