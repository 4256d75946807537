package io.heliograph.dispatcher;

import io.heliograph.dispatcher.topic.TopicCatalogue;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until the service under test knows its topics: it starts without waiting for Kafka. */
public final class ServiceReady {
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private ServiceReady() {}

  /** Returns when events can be published. */
  public static void await() {
    TopicCatalogue catalogue = CDI.current().select(TopicCatalogue.class).get();
    Awaitility.await("topics").atMost(A_WHILE).until(() -> !catalogue.snapshot().isEmpty());
  }
}
