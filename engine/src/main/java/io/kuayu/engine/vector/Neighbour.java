package io.kuayu.engine.vector;

/**
 * A vector that was found.
 *
 * @param row which one
 * @param product its dot product with what was asked for
 */
public record Neighbour(int row, float product) {}
