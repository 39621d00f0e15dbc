package io.kuayu.privacy.receipt;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.privacy.key.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Signs receipts by Ed25519 (RFC 8032). Whoever holds the public key can verify a receipt without
 * the system that wrote it; publish the key once, where people find it.
 */
public final class ReceiptSigner {
  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private ReceiptSigner(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * A signer with the key pair in that file, which is created on first use, readable by its owner
   * only.
   */
  public static ReceiptSigner in(Path file) {
    SecretFile secret = new SecretFile(file);
    try {
      if (!secret.exists()) {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        secret.make(
            List.of(
                encoded(pair.getPrivate().getEncoded()), encoded(pair.getPublic().getEncoded())));
      }
      List<String> lines = secret.lines();
      if (lines.size() < 2) {
        throw damaged(file);
      }
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new ReceiptSigner(
          keys.generatePrivate(new PKCS8EncodedKeySpec(decoded(lines.get(0)))),
          keys.generatePublic(new X509EncodedKeySpec(decoded(lines.get(1)))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw damaged(file);
    }
  }

  private static KuayuException damaged(Path file) {
    return new KuayuException(
        ErrorCode.SECRET_FILE_DAMAGED,
        "the file " + file + " holds no pair of keys",
        "restore it from a copy; moved away, a new pair is made, and old receipts need the old one");
  }

  /** The public key as base64 of its X.509 form. */
  public String publicKey() {
    return encoded(publicKey.getEncoded());
  }

  /** The signature of a text, in base64. */
  public String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Verifies that a signature is of a text and by the holder of a key.
   *
   * @param key as {@link #publicKey} gives it
   */
  public static boolean verify(String text, String signature, String key) {
    try {
      Signature checked = Signature.getInstance(ALGORITHM);
      checked.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(decoded(key))));
      checked.update(text.getBytes(StandardCharsets.UTF_8));
      return checked.verify(decoded(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text.strip());
  }
}
