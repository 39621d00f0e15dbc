package io.kuayu.application.init;

/**
 * A file that the configuration does not name.
 *
 * @param path relative to the configuration
 * @param reason why, in a few words
 */
public record UnusedFile(String path, String reason) {}
