package io.kuayu.models.generative;

/**
 * An item that a beam wrote.
 *
 * @param item its ordinal
 * @param logProbability of its whole id among those that were allowed; not positive
 */
public record GeneratedItem(int item, float logProbability) {}
