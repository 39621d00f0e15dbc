package io.kuayu.core.settings;

/**
 * A key that a reader asked for.
 *
 * @param path its full name, such as {@code models.ease.lambda}; entries of lists carry their index
 * @param type of its value
 * @param defaultValue as it would be written; empty where there is none, {@link #REQUIRED} where
 *     the key must be set
 * @param allowed bounds or values; empty where any value of the type is
 */
public record SettingKey(String path, String type, String defaultValue, String allowed) {
  public static final String REQUIRED = "required";
}
