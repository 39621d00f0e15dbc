package io.kuayu.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The providers of one service, each found by its name. Two providers of the same name are refused:
 * which of them answered would depend on the order of the class path.
 *
 * @param <T> the service
 */
public final class NamedProviders<T> {
  private final Map<String, T> byName = new LinkedHashMap<>();
  private final Optional<String> clash;

  private NamedProviders(Stream<T> providers, String service, Function<T, String> name) {
    Map<String, String> clashes = new LinkedHashMap<>();
    providers.forEach(
        provider -> {
          String called = name.apply(provider);
          T earlier = byName.putIfAbsent(called, provider);
          if (earlier != null) {
            clashes.put(
                called,
                "two providers of "
                    + service
                    + " have the name '"
                    + called
                    + "': "
                    + place(earlier)
                    + " and "
                    + place(provider));
          }
        });
    clash = clashes.values().stream().findFirst();
  }

  /** The providers of these in their order. */
  public static <T> NamedProviders<T> of(
      Class<T> service, Stream<T> providers, Function<T, String> name) {
    return new NamedProviders<>(providers, service.getSimpleName(), name);
  }

  /** The providers on the class path of a class, in the order in which their files list them. */
  public static <T> NamedProviders<T> load(
      Class<T> service, Class<?> user, Function<T, String> name) {
    return of(
        service,
        ServiceLoader.load(service, user.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get),
        name);
  }

  /**
   * All of them, in their order.
   *
   * @throws KuayuException where two have the same name
   */
  public List<T> all() {
    check();
    return List.copyOf(byName.values());
  }

  /**
   * Their names, in their order.
   *
   * @throws KuayuException where two have the same name
   */
  public List<String> names() {
    check();
    return List.copyOf(byName.keySet());
  }

  /**
   * The one of that name.
   *
   * @throws KuayuException where two have the same name, be it another one
   */
  public Optional<T> find(String name) {
    check();
    return Optional.ofNullable(byName.get(name));
  }

  private void check() {
    clash.ifPresent(
        message -> {
          throw new KuayuException(
              ErrorCode.PROVIDER_CLASH, message, "remove one of the two from the class path");
        });
  }

  private static String place(Object provider) {
    var source = provider.getClass().getProtectionDomain().getCodeSource();
    return provider.getClass().getName()
        + (source == null || source.getLocation() == null
            ? ""
            : " (" + source.getLocation().getPath() + ")");
  }
}
