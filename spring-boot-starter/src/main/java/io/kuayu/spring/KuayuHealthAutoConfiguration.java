package io.kuayu.spring;

import io.kuayu.engine.live.ReloadingEngine;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health indicator {@code kuayu}, where the application has health and the engine is ours. */
@AutoConfiguration(
    after = KuayuAutoConfiguration.class,
    before = HealthContributorAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(ReloadingEngine.class)
public final class KuayuHealthAutoConfiguration {
  @Bean
  @ConditionalOnEnabledHealthIndicator("kuayu")
  @ConditionalOnMissingBean(name = "kuayuHealthIndicator")
  EngineHealthIndicator kuayuHealthIndicator(ReloadingEngine engine) {
    return new EngineHealthIndicator(engine);
  }
}
