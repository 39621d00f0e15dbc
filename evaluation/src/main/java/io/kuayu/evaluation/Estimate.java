package io.kuayu.evaluation;

/**
 * A mean over people with its 95 % interval.
 *
 * @param value the mean
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {}
