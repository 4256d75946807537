package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker is killed and comes back, then the dispatcher is: the group must not wait for the dead
 * member for as long as Kafka does by default, which is five minutes.
 */
@Tag("processes")
class BothKilledIT {
  /** Ten times what is promised: what it waited for before took twice as long. */
  private static final Duration HANG = Duration.ofSeconds(150);

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldBeReadySoonWhenBrokerAndDispatcherWereKilledInWhateverOrder() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      hub.awaitReady();
      assertThat(client.fetch(hub.url(), "active", "worker", 10)).isEmpty();

      stack.kafka().kill();
      awaitReadiness(hub, false);
      stack.kafka().restart();
      awaitReadiness(hub, true);
      hub.kill();
      hub.start();
      awaitReadiness(hub, true);
      servesWork(hub);

      stack.kafka().kill();
      hub.kill();
      stack.kafka().restart();
      hub.start();
      awaitReadiness(hub, true);
      servesWork(hub);
    }
  }

  private static void awaitReadiness(HubProcess hub, boolean ready) {
    Awaitility.await("readiness is " + ready + ", see " + hub.log())
        .atMost(HANG)
        .ignoreExceptions()
        .until(() -> hub.readiness() == 200, answered -> answered == ready);
  }

  private void servesWork(HubProcess hub) throws Exception {
    client.publishFiles(hub.url(), "testing", 10);
    Awaitility.await("work is handed out, see " + hub.log())
        .atMost(HANG)
        .until(() -> !client.tryFetch(hub.url(), "active", "worker", 10).events().isEmpty());
  }
}
