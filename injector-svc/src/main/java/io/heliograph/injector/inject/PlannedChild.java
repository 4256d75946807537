package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.event.Headers;
import io.heliograph.event.PreparedEvent;
import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.RecordPosition;
import io.heliograph.injector.insert.Insert;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A child that will be written, by whom and from what, and where its contents are. Of the parent
 * only what is needed is kept: it may be large, and many are planned at once.
 */
record PlannedChild(
    PreparedEvent event, int level, String insert, From from, Optional<Origin> origin) {

  /**
   * What is kept of the parent.
   *
   * @param session that makes the child
   */
  record From(
      RecordPosition place,
      String key,
      String sha256,
      String source,
      RecordPosition root,
      String session) {
    TopicPartition partition() {
      return new TopicPartition(place.topic(), place.partition());
    }
  }

  static PlannedChild of(
      InjectionDecision.Child child, Insert insert, Parent parent, String session) {
    return new PlannedChild(
        child.event(),
        child.level(),
        insert.key(),
        new From(
            parent.place(),
            parent.event().text("kafka_key"),
            parent.sha256(),
            parent.source(),
            parent.root(),
            session),
        Origin.of(child.parts(), parent.source()));
  }

  /** What it takes of a transaction. */
  long bytes() {
    return event.json().length;
  }

  Injected injected() {
    return Injected.of(event, new Injected.Pair(insert, from.place()));
  }

  /**
   * The child's record: as the dispatcher would write it, with headers that say where it is from.
   */
  ProducerRecord<byte[], byte[]> record() {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    headers.add(Headers.INJECTED_BY, insert.getBytes(UTF_8));
    headers.add(Headers.INJECTED_FROM, from.place().toString().getBytes(UTF_8));
    headers.add(Headers.INJECTED_LEVEL, Integer.toString(level).getBytes(UTF_8));
    headers.add(Headers.INJECTED_ROOT, from.root().toString().getBytes(UTF_8));
    byte[] key = event.kafkaKey().getBytes(UTF_8);
    return new ProducerRecord<>(event.topic(), null, key, event.json(), headers);
  }

  /** What {@code hub.injected} remembers of it. */
  ProducerRecord<byte[], byte[]> note(String topic, long atMillis) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("child", event.kafkaKey());
    value.put("topic", event.topic());
    value.put("insert", insert);
    value.put("parent", from.key());
    value.put("parent_sha256", from.sha256());
    value.put("at", from.place().toString());
    value.put("level", level);
    return new ProducerRecord<>(
        topic,
        null,
        atMillis,
        injected().recordKey().getBytes(UTF_8),
        value.toString().getBytes(UTF_8),
        new NoteHeaders(from.session(), from.root(), bytes()).write());
  }
}
