package io.kuayu.privacy.key;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Parses the value of {@code privacy.key}: a path, {@code env:NAME}, or a scheme of a {@link
 * KeyService}.
 */
public final class KeyReference {
  private static final String VARIABLE = "env";

  private KeyReference() {}

  /**
   * The source that a reference names.
   *
   * @param base the folder against which relative paths are resolved
   * @throws KuayuException where no service handles its scheme
   */
  public static KeySource source(String reference, Path base) {
    int colon = reference.indexOf(':');
    // A single letter is a Windows drive.
    if (colon < 2 || reference.startsWith("/")) {
      return new KeyFile(base.resolve(reference).normalize());
    }
    String scheme = reference.substring(0, colon);
    String rest = reference.substring(colon + 1);
    if (scheme.equals(VARIABLE)) {
      return new KeyVariable(rest, System::getenv);
    }
    List<String> known = new ArrayList<>(List.of("a path", VARIABLE + ":NAME"));
    for (KeyService service : ServiceLoader.load(KeyService.class)) {
      if (service.scheme().equals(scheme)) {
        return service.source(rest);
      }
      known.add(service.scheme() + ":…");
    }
    throw new KuayuException(
        ErrorCode.PSEUDONYM_KEY_MISSING,
        "no key service answers for '" + scheme + ":' in privacy.key",
        "allowed are " + String.join(", ", known));
  }
}
