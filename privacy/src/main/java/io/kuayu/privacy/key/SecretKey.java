package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of 256 bits for HMAC-SHA-256 (RFC 2104). Never printed. Thread-safe. */
public final class SecretKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-fA-F]{64}");

  private final byte[] bytes;
  private final Mac prototype;

  private SecretKey(byte[] bytes) {
    this.bytes = bytes;
    try {
      prototype = Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(bytes, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** A new key. */
  public static SecretKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new SecretKey(bytes);
  }

  /**
   * Parses a key written as 64 hexadecimal digits.
   *
   * @param place where the key is stored, for the message
   * @throws KuayuException where it is not a key; the message does not show it
   */
  public static SecretKey parse(String written, String place) {
    if (!WRITTEN.matcher(written).matches()) {
      throw new KuayuException(
          ErrorCode.SECRET_FILE_DAMAGED,
          place + " holds no key",
          "a key is 64 hexadecimal digits, as 'openssl rand -hex 32' makes");
    }
    return new SecretKey(HexFormat.of().parseHex(written));
  }

  /** The format that {@link #parse} reads. */
  String written() {
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * The keyed hash of a text, 32 bytes.
   *
   * @param purpose separates the hashes of one purpose from those of another
   */
  public byte[] hash(String purpose, String text) {
    try {
      Mac mac = (Mac) prototype.clone();
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
    }
  }

  /** Derives a key for a purpose and a text; this key cannot be recovered from it. */
  public SecretKey derived(String purpose, String text) {
    return new SecretKey(hash(purpose, text));
  }

  @Override
  public String toString() {
    return "SecretKey";
  }
}
