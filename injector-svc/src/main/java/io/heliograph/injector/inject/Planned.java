package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Headers;
import io.heliograph.event.PreparedEvent;
import io.heliograph.injector.child.Parent;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A child that will be written, by whom and from what, and where its contents are. */
record Planned(
    PreparedEvent event, int level, String insert, Parent parent, Optional<Origin> origin) {

  /** What these take of a transaction. */
  static long bytes(List<Planned> children) {
    return children.stream().mapToLong(child -> child.event.json().length).sum();
  }

  Injected injected() {
    return Injected.of(event, new Injected.Pair(insert, parent.place()));
  }

  /**
   * The child's record: as the dispatcher would write it, with headers that say where it is from.
   */
  ProducerRecord<byte[], byte[]> record() {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    headers.add(Headers.INJECTED_BY, insert.getBytes(UTF_8));
    headers.add(Headers.INJECTED_FROM, parent.place().toString().getBytes(UTF_8));
    headers.add(Headers.INJECTED_LEVEL, Integer.toString(level).getBytes(UTF_8));
    byte[] key = event.kafkaKey().getBytes(UTF_8);
    return new ProducerRecord<>(event.topic(), null, key, event.json(), headers);
  }

  /** What {@code hub.injected} remembers of it. */
  ProducerRecord<byte[], byte[]> note(String topic, long atMillis) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("child", event.kafkaKey());
    value.put("topic", event.topic());
    value.put("insert", insert);
    value.put("parent", parent.event().text("kafka_key"));
    value.put("parent_sha256", parent.sha256());
    value.put("at", parent.place().toString());
    value.put("level", level);
    return new ProducerRecord<>(
        topic,
        null,
        atMillis,
        injected().recordKey().getBytes(UTF_8),
        value.toString().getBytes(UTF_8));
  }
}
