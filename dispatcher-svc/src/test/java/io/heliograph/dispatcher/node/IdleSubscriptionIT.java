package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.KafkaRecords;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A subscription that nobody fetches is forgotten; one that is fetched stays (part 1 row 4). */
@Tag("processes")
class IdleSubscriptionIT {
  private static final String IDLE = "idle-1-binary-allsrc-alltype-ELH";
  private static final String USED = "used-1-binary-allsrc-alltype-ELH";

  @TempDir Path folder;
  private final HubClient client = new HubClient();

  @Test
  void shouldForgetASubscriptionThatNobodyFetches() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub =
            new HubProcess(
                    stack.kafka().bootstrap(),
                    0,
                    folder,
                    "hub.subscriptions.retention=PT6S",
                    "hub.subscriptions.retention-check=PT1S")
                .start()) {
      hub.awaitReady();
      Set<String> files = client.publishFiles(hub.url(), "incidents", 10);
      for (String name : new String[] {"idle", "used"}) {
        Awaitility.await(name)
            .atMost(Duration.ofSeconds(20))
            .until(() -> client.tryFetch(hub.url(), "active", name, 10).events().size() == 10);
      }

      Awaitility.await("forgotten")
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                client.fetch(hub.url(), "active", "used", 10);
                Set<String> keys = keys(stack.kafka().bootstrap());
                assertThat(keys).anyMatch(key -> key.equals("s/" + USED));
                return keys.stream().noneMatch(key -> key.endsWith("/" + IDLE));
              });

      assertThat(client.fetch(hub.url(), "active", "used", 10)).as("still leased").isEmpty();
      Set<String> anew = new HashSet<>();
      client
          .fetch(hub.url(), "active", "idle", 10)
          .forEach(event -> anew.add(HubClient.idOf(event)));
      assertThat(anew).as("starts as new").isEqualTo(files);
    }
  }

  /** The keys of {@code hub.cursors} that stand. */
  private static Set<String> keys(String bootstrap) {
    Map<String, Boolean> stand = new HashMap<>();
    KafkaRecords.from(bootstrap, "hub.cursors")
        .forEach(record -> stand.put(record.key(), record.value() != null));
    stand.values().removeIf(stands -> !stands);
    return stand.keySet();
  }
}
