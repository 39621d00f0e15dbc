package io.kuayu.storage.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with the log's key; a chain cannot be forged without the key. */
final class HashChain {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  HashChain(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
