package io.heliograph.dispatcher.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How consumers are remembered. */
@ConfigMapping(prefix = "hub.registration")
public interface RegistrationSettings {
  /** How long a consumer is remembered after its last fetch. */
  @WithDefault("PT24H")
  Duration kept();

  /** How long the same registration is not written again. */
  @WithDefault("PT1M")
  Duration pause();

  /**
   * Consumers and deployments that one replica keeps in Redis at the same time; further ones are
   * not remembered until older ones are forgotten.
   */
  @WithDefault("20000")
  int keysMax();

  /** Bytes that one replica keeps in Redis for them, keys and values. */
  @WithDefault("33554432")
  long bytesMax();

  /** How long Redis may take for one answer. */
  @WithDefault("PT2S")
  Duration timeout();

  /** Writes to Redis under way at the same time; more are dropped and made up for later. */
  @WithDefault("64")
  int writesMax();

  /** The most consumers that a simulation looks at. */
  @WithDefault("10000")
  int consumersMax();

  /** Simulations at the same time; more are answered 503. */
  @WithDefault("2")
  int simulationsMax();
}
