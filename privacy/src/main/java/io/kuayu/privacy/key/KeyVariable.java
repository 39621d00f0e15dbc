package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys in an environment variable, separated by commas, the oldest first.
 *
 * @param name the name of the variable
 * @param environment gives the value of a variable, null where it is not set
 */
record KeyVariable(String name, Function<String, @Nullable String> environment)
    implements KeySource {
  @Override
  public boolean exists() {
    String value = environment.apply(name);
    return value != null && !value.isBlank();
  }

  @Override
  public List<SecretKey> keys() {
    String value = environment.apply(name);
    if (value == null || value.isBlank()) {
      throw new KuayuException(
          ErrorCode.PSEUDONYM_KEY_MISSING,
          "the variable " + name + " that holds the key of pseudonyms is not set",
          "set it to 64 hexadecimal digits, as 'openssl rand -hex 32' makes");
    }
    List<SecretKey> keys = new ArrayList<>();
    for (String written : value.split(",", -1)) {
      keys.add(SecretKey.parse(written.strip(), "the variable " + name));
    }
    return List.copyOf(keys);
  }

  @Override
  public void rotate() {
    throw new KuayuException(
        ErrorCode.PSEUDONYM_KEY_FIXED,
        "a key in a variable cannot be rotated from here",
        "add a comma and a new key behind the others in "
            + name
            + ", then 'kuayu pseudonyms renew'");
  }
}
