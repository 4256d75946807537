package io.heliograph.dispatcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.local.LocalStack;
import io.heliograph.testkit.EventJson;
import io.heliograph.testkit.HubClient;
import io.heliograph.testkit.HubProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that a source publishes again, with the window on and off (part 1 row 24). */
@Tag("processes")
class DedupeIT {
  private static final int EVENTS = 20;

  @TempDir Path folder;
  private final HubClient client = new HubClient();
  private final List<String> events =
      Stream.generate(() -> EventJson.binary(EventJson.sha256())).limit(EVENTS).toList();

  @Test
  void shouldHandOutOneCopyAlsoAfterACrash() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub =
            new HubProcess(
                    stack.kafka().bootstrap(), 0, folder, "hub.dispatcher.dedupe-records=1000")
                .start()) {
      hub.awaitReady();
      client.publish(hub.url(), "binary", events);
      client.publish(hub.url(), "binary", events);
      assertThat(all(hub, "passive", EVENTS)).hasSize(EVENTS);
      assertThat(all(hub, "active", EVENTS)).hasSize(EVENTS);

      hub.killWhenStored();
      hub.start().awaitReady();
      client.publish(hub.url(), "binary", events);
      String last = EventJson.sha256();
      client.publish(hub.url(), "binary", List.of(EventJson.binary(last)));

      for (String kind : new String[] {"passive", "active"}) {
        assertThat(all(hub, kind, 1)).as(kind).extracting(HubClient::idOf).containsExactly(last);
      }
    }
  }

  @Test
  void shouldHandOutEveryCopyWithoutAWindow() throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka());
        HubProcess hub = new HubProcess(stack.kafka().bootstrap(), 0, folder).start()) {
      hub.awaitReady();
      client.publish(hub.url(), "binary", events);
      client.publish(hub.url(), "binary", events);

      assertThat(all(hub, "passive", 2 * EVENTS)).hasSize(2 * EVENTS);
    }
  }

  /** What comes until so many have come and nothing follows. */
  private List<JsonNode> all(HubProcess hub, String kind, int count) {
    List<JsonNode> got = new ArrayList<>();
    Awaitility.await(kind)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              List<JsonNode> more = client.fetch(hub.url(), kind, "dedupe-" + kind, 100);
              got.addAll(more);
              return more.isEmpty() && got.size() >= count;
            });
    return got;
  }
}
