package io.kuayu.privacy.pseudonym;

import io.kuayu.privacy.key.SecretKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Converts general names to names of one domain and back. A domain name is the general name
 * encrypted with the domain's key. It is the same for the same person, is unrelated to their names
 * in other domains, and is useless without the key. The domain keys are derived from one secret by
 * HMAC (as HKDF expands one, RFC 5869).
 *
 * <p>The encryption is deterministic and authenticated, with a synthetic initialisation vector
 * (Rogaway and Shrimpton, Eurocrypt 2006): 96 bits of an HMAC of the general name, followed by the
 * name under AES-256 in counter mode that starts at them. A hash would hide as much but could not
 * be inverted. Inversion is needed because decisions and erasures are stored under the general name
 * and must be found from a domain's name, and because a rotation must rename without ids. It takes
 * some microseconds there and back. Thread-safe.
 */
final class DomainKey {
  /** The number of letters of a domain's name. */
  static final int CHARACTERS = 47;

  private static final String CIPHER = "AES/CTR/NoPadding";
  private static final int VECTOR = 12;
  private static final int BLOCK = 16;

  private final SecretKey authentic;
  private final SecretKeySpec secret;

  private DomainKey(SecretKey authentic, SecretKeySpec secret) {
    this.authentic = authentic;
    this.secret = secret;
  }

  /** The key of a domain. */
  static DomainKey of(SecretKey key, String domain) {
    SecretKey own = key.derived("domain", domain);
    return new DomainKey(
        own.derived("authentic", ""), new SecretKeySpec(own.hash("secret", ""), "AES"));
  }

  /**
   * Converts a general name to the name in this domain.
   *
   * @param kind separates names of one kind from those of another
   * @param letters the letters of the name, all of which are in the alphabet
   */
  String encrypt(String kind, String letters) {
    byte[] vector = vector(kind, letters);
    byte[] plain = Base32.read(letters);
    byte[] whole = Arrays.copyOf(vector, VECTOR + plain.length);
    System.arraycopy(crypt(vector, plain), 0, whole, VECTOR, plain.length);
    return Base32.written(whole, CHARACTERS);
  }

  /**
   * The general name for a name of this domain; empty where it was made with another key.
   *
   * @param characters the length of the general name
   */
  Optional<String> decrypt(String kind, String letters, int characters) {
    byte[] whole = Base32.read(letters);
    byte[] vector = Arrays.copyOf(whole, VECTOR);
    int length = (characters * 5 + Byte.SIZE - 1) / Byte.SIZE;
    byte[] plain = crypt(vector, Arrays.copyOfRange(whole, VECTOR, VECTOR + length));
    String name = Base32.written(plain, characters);
    // In names that were made here, the unused trailing bits are 0.
    boolean ours =
        Arrays.equals(vector(kind, name), vector)
            && Arrays.equals(Base32.read(name), plain)
            && Base32.written(whole, CHARACTERS).equals(letters);
    return ours ? Optional.of(name) : Optional.empty();
  }

  private byte[] vector(String kind, String letters) {
    return Arrays.copyOf(authentic.hash(kind, letters), VECTOR);
  }

  private byte[] crypt(byte[] vector, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, secret, new IvParameterSpec(Arrays.copyOf(vector, BLOCK)));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }
}
