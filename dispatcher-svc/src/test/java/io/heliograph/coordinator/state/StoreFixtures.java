package io.heliograph.coordinator.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.shard.StoreDelta;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.kafka.KafkaGroupMember;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/** Departures, partitions and memberships of the store's tests. */
public final class StoreFixtures {
  public static final PartitionId PARTITION =
      new PartitionId("testing.binary.data", new UUID(1, 2), 0);
  public static final PartitionId OTHER = new PartitionId("testing.binary.data", new UUID(1, 2), 1);

  private StoreFixtures() {}

  public static Subscription subscription(String name) {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            name, "1", Model.BINARY, List.of(), List.of(), Set.of(Queue.LIVE), true, false);
    return new Subscription(spec, 7, 1_000, Map.of(), false);
  }

  public static Disposition retried(PartitionId id, long offset, String json) {
    return new Disposition.Retry(
        subscription("plugin"), id, record(offset, json), 2, "error-runner");
  }

  public static Disposition givenUp(PartitionId id, long offset, String json) {
    return new Disposition.DeadLetter(
        subscription("plugin"), id, record(offset, json), 3, Disposition.LEASE_LOST);
  }

  public static LogRecord record(long offset, String json) {
    EventHeaders.Builder headers = new EventHeaders.Builder();
    headers.accept(Headers.MODEL, "binary".getBytes(UTF_8));
    return new LogRecord(
        offset, 0, 1_000, "key" + offset, headers.build().orElseThrow(), json.getBytes(UTF_8));
  }

  /** Changes in the first taking of the one and the second of the other. */
  public static StoreDelta delta(Disposition... events) {
    StoreDelta delta = new StoreDelta();
    for (Disposition event : events) {
      delta.dispositions().add(event);
      delta.partitions().put(event.partition(), event.partition().equals(OTHER) ? 2L : 1L);
    }
    return delta;
  }

  public static KafkaGroupMember membership(PartitionId... ours) {
    return new KafkaGroupMember(new ConsumerGroupMetadata("hub-dispatcher"), Set.of(ours));
  }
}
