package io.heliograph.dispatcher.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How consumers are remembered in Redis. */
@ConfigMapping(prefix = "hub.registration")
public interface RegistrationSettings {
  /** How long a consumer is remembered after its last fetch. */
  @WithDefault("PT24H")
  Duration kept();

  /** Minimum interval between two writes of the same registration. */
  @WithDefault("PT1M")
  Duration pause();

  /**
   * Maximum number of consumers and deployments that one replica keeps in Redis; further ones are
   * not remembered until older ones expire.
   */
  @WithDefault("20000")
  int keysMax();

  /** Maximum size of the keys and values that one replica keeps in Redis. */
  @WithDefault("33554432")
  long bytesMax();

  /** Timeout of one request to Redis. */
  @WithDefault("PT2S")
  Duration timeout();

  /** Maximum number of concurrent writes to Redis; further ones are dropped and repeated later. */
  @WithDefault("64")
  int writesMax();

  /** Maximum number of consumers that a simulation reads. */
  @WithDefault("10000")
  int consumersMax();

  /** Maximum number of concurrent simulations; further ones are answered 503. */
  @WithDefault("2")
  int simulationsMax();
}
