package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.shard.StatusKinds;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads from a status record's headers which delivery it acknowledges, and how. */
final class StatusReader {
  private StatusReader() {}

  /** The signal, or empty when the record names no delivery of this hub. */
  static Optional<StatusSignal> signal(ConsumerRecord<byte[], byte[]> record, StatusKinds kinds) {
    if (record.headers().lastHeader(Headers.PROVENANCE) != null) {
      // What a member publishes for others speaks of their leases, never of ours.
      return Optional.empty();
    }
    EventHeaders.Builder builder = new EventHeaders.Builder();
    for (Header header : record.headers()) {
      boolean wanted =
          switch (header.key()) {
            case Headers.MODEL,
                Headers.AUTHOR,
                Headers.AUTHOR_VERSION,
                Headers.STATUS,
                Headers.DEQUEUED ->
                true;
            default -> false;
          };
      if (wanted && header.value() != null) {
        builder.accept(header.key(), header.value());
      }
    }
    Optional<EventHeaders> headers = builder.build();
    if (headers.isEmpty() || headers.get().dequeued().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StatusSignal(
              Locator.ofDequeued(headers.get().dequeued()),
              headers.get().author(),
              headers.get().authorVersion(),
              kinds.of(headers.get().status()),
              headers.get().status()));
    } catch (MalformedRecordException notOurs) {
      return Optional.empty();
    }
  }
}
