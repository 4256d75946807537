package io.heliograph.kit.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes the clients of the hub's own cluster, as its operator has described it. */
@Singleton
final class KafkaBeans {
  @Produces
  @Singleton
  KafkaClients clients(@Identifier("default-kafka-broker") Map<String, Object> base) {
    return new KafkaClients(base);
  }
}
