package io.kuayu.privacy.key;

/**
 * Connects a key management service: an implementation on the class path, found by {@link
 * java.util.ServiceLoader}, that handles {@code privacy.key: SCHEME:REFERENCE}.
 */
public interface KeyService {
  /** Two letters or more, such as {@code vault}. */
  String scheme();

  /** The keys that a reference names. */
  KeySource source(String reference);
}
