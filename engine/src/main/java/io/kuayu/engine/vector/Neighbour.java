package io.kuayu.engine.vector;

/**
 * A search result.
 *
 * @param row the row of the vector
 * @param product its dot product with the query
 */
public record Neighbour(int row, float product) {}
