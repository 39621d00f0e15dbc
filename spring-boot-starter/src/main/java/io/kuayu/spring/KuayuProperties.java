package io.kuayu.spring;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.engine.live.ReloadOptions;
import io.kuayu.model.bundle.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code kuayu.*}.
 *
 * @param enabled Whether to create the engine.
 * @param bundle Folder of a trained model, such as work/models/blend, or of one of its versions,
 *     which is then kept. With kuayu.model the folder of all models, such as work/models.
 * @param model Name of the model in the folder kuayu.bundle, such as blend.
 * @param reloadInterval Time between two looks for a new current version; 0 never looks.
 * @param warmUp Whether a version answers some generated requests before it takes over.
 * @param seed Decides the order of items with equal scores.
 * @param failFast Whether the start of the application fails where no bundle can be loaded. Else it
 *     starts, its health is DOWN, and requests fail until there is one.
 */
@ConfigurationProperties("kuayu")
public record KuayuProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable Path bundle,
    @Nullable String model,
    @DefaultValue("10s") Duration reloadInterval,
    @DefaultValue("true") boolean warmUp,
    @DefaultValue("0") long seed,
    @DefaultValue("false") boolean failFast) {
  public KuayuProperties {
    if (reloadInterval.isNegative()) {
      throw new KuayuException(
          ErrorCode.CONFIGURATION,
          "kuayu.reload-interval is negative: " + reloadInterval,
          "write a time such as 10s, or 0 to look for no new version");
    }
  }

  /**
   * The folder {@code kuayu.bundle}.
   *
   * @throws KuayuException where it is not set
   */
  Path requireBundle() {
    if (bundle == null) {
      throw new KuayuException(
          ErrorCode.CONFIGURATION,
          "kuayu.bundle is not set",
          "name the folder of a trained model, such as kuayu.bundle=work/models/blend");
    }
    return bundle;
  }

  /** Opens the bundle that is current at this moment. */
  Bundle current() {
    Path folder = requireBundle();
    return model == null ? Bundle.named(folder) : Bundle.open(folder, model);
  }

  ReloadOptions reloadOptions() {
    return new ReloadOptions(reloadInterval, warmUp, new Seed(seed));
  }
}
