package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.KafkaServer;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM ends a hub within the 30 seconds that Kubernetes gives, also when Kafka is away. */
@Tag("processes")
class StopIT {
  private static final Duration GRACE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  @Tag("faults")
  void shouldEndInTimeWhenKafkaIsDead() throws Exception {
    endsWithout(KafkaServer::kill);
  }

  @Test
  void shouldEndInTimeWhenKafkaIsFrozen() throws Exception {
    endsWithout(KafkaServer::pause);
  }

  private void endsWithout(Consumer<KafkaServer> goingAway) throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      hub.awaitReady();
      client.publishFiles(hub.url(), "testing", 10);
      Awaitility.await("leases are open")
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.tryFetch(hub.url(), "active", "worker", 10).events().size() == 10);

      goingAway.accept(stack.kafka());
      Awaitility.await("it has noticed")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  hub.metrics("hub_store_transactions_total").contains("outcome=\"failed\"")
                      || hub.metrics("hub_store_transactions_total")
                          .contains("outcome=\"unknown\""));
      hub.signal("TERM");

      Awaitility.await("it ends").atMost(GRACE).until(() -> !hub.isAlive());
      assertThat(hub.logText()).contains("dispatcher stopped");
    }
  }
}
