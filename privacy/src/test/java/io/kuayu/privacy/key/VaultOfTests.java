package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.List;

/** A key service as an embedding application has one. */
public final class VaultOfTests implements KeyService {
  @Override
  public String scheme() {
    return "vault-of-tests";
  }

  @Override
  public KeySource source(String reference) {
    return new KeySource() {
      @Override
      public List<SecretKey> keys() {
        return List.of(SecretKey.parse(reference.repeat(64), "the vault"));
      }

      @Override
      public boolean exists() {
        return true;
      }

      @Override
      public void rotate() {
        throw new KuayuException(
            ErrorCode.PSEUDONYM_KEY_FIXED, "the vault rotates by itself", "ask its owner");
      }
    };
  }
}
