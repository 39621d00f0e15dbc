package io.kuayu.privacy.dp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fast, unpredictable random bits: AES-256 in counter mode under a random key from the system that
 * is not stored. {@link SecureRandom} itself would cost ten times as much, and noise takes many
 * millions of numbers. Not thread-safe.
 */
final class CipherBits implements RandomGenerator {
  private static final String CIPHER = "AES/CTR/NoPadding";
  private static final int KEY = 32;
  private static final int BLOCK = 16;
  private static final int AT_ONCE = 1 << 14;
  private static final byte[] ZEROS = new byte[AT_ONCE];

  private final Cipher cipher;
  private final byte[] bytes = new byte[AT_ONCE];
  private final ByteBuffer left = ByteBuffer.wrap(bytes).limit(0);

  CipherBits() {
    byte[] key = new byte[KEY];
    new SecureRandom().nextBytes(key);
    try {
      cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  @Override
  public long nextLong() {
    if (!left.hasRemaining()) {
      fill();
    }
    return left.getLong();
  }

  private void fill() {
    try {
      left.position(0).limit(cipher.update(ZEROS, 0, AT_ONCE, bytes));
    } catch (ShortBufferException e) {
      throw new IllegalStateException("a stream cipher gives as much as it takes", e);
    }
  }
}
