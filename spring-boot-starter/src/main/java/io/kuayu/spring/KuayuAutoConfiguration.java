package io.kuayu.spring;

import io.kuayu.engine.RecommendationEngine;
import io.kuayu.engine.live.EngineListener;
import io.kuayu.engine.live.ReloadingEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Creates a {@link ReloadingEngine} of the bundle {@code kuayu.bundle}, where the application has
 * no {@link RecommendationEngine} of its own. Every {@link EngineListener} bean listens to it.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "kuayu.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KuayuProperties.class)
public final class KuayuAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean(RecommendationEngine.class)
  ReloadingEngine kuayuEngine(
      KuayuProperties properties, ObjectProvider<EngineListener> listeners) {
    var _ = properties.requireBundle();
    return properties.failFast()
        ? ReloadingEngine.open(
            properties::current,
            properties.reloadOptions(),
            listeners.orderedStream().toArray(EngineListener[]::new))
        : ReloadingEngine.start(
            properties::current, properties.reloadOptions(), listeners.orderedStream().toList());
  }
}
