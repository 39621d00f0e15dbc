package io.kuayu.encoders;

/**
 * An encoder that a provider offers, for people.
 *
 * @param name by which configurations choose it
 * @param description what it is, in one sentence
 * @param licence of its weights
 * @param present whether its weights are here
 * @param coordinates the Maven artefact that carries its weights
 */
public record EncoderDescription(
    String name, String description, String licence, boolean present, String coordinates) {}
