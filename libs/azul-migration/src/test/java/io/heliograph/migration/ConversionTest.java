package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.publish.Republisher;
import io.heliograph.event.source.Sources;
import io.heliograph.testkit.EventJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ConversionTest {
  private static final long NOW = 1_000_000;
  private static final SourceTopic FROM =
      SourceTopic.of("p", "azul.p.samples.binary.sourced").orElseThrow();
  private static final Sources SOURCES = Sources.defaults();
  private static final Topics TOPICS = new Topics("", SOURCES);

  private final Conversion conversion = conversion(1 << 20);

  private static Conversion conversion(int eventBytesMax) {
    return new Conversion(
        new Republisher(TOPICS, SOURCES, new Random(1)),
        TOPICS,
        eventBytesMax,
        new KeyMapping(2),
        InstantSource.fixed(Instant.ofEpochMilli(NOW)));
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value, long time) {
    return new ConsumerRecord<>(
        FROM.name(),
        0,
        7,
        time,
        TimestampType.CREATE_TIME,
        -1,
        -1,
        key == null ? null : key.getBytes(UTF_8),
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private ProducerRecord<byte[], byte[]> copy(String key, long time) {
    return ((Conversion.Events) conversion.convert(FROM, record(key, file(), time)))
        .records()
        .getFirst();
  }

  private ProducerRecord<byte[], byte[]> tombstone(String key) {
    return ((Conversion.Tombstone) conversion.convert(FROM, record(key, null, 5))).record();
  }

  /** A file of source samples as Azul keeps it: Avro of version 6. */
  private static byte[] file() {
    return AvroEvents.toAvro(
        Model.BINARY, EventJson.binary(EventJson.sha256(), "samples", "{}").getBytes(UTF_8));
  }

  @Test
  void shouldKeepTheTimeUnlessItIsNoneOrInTheFuture() {
    assertThat(copy("k", 5).timestamp()).isEqualTo(5);
    assertThat(copy("k", NOW + 1).timestamp()).isEqualTo(NOW);
    assertThat(copy("k", -1).timestamp()).isNull();
    assertThat(copy("k", 5).topic()).isEqualTo("samples.binary.data");
  }

  @Test
  void shouldSendATombstoneToTheKeyUnderWhichItsEventWasCopied() {
    String first = new String(copy("former", 5).key(), UTF_8);

    assertThat(tombstone("former").key()).isEqualTo(first.getBytes(UTF_8));
    assertThat(tombstone("former").value()).isNull();
    assertThat(tombstone("former").timestamp()).isEqualTo(5);
    copy("second", 5);
    copy("third", 5);
    assertThat(tombstone("former").key()).as("forgotten").isEqualTo("former".getBytes(UTF_8));
    assertThat(tombstone("former").topic()).isEqualTo("samples.binary.data");
  }

  @Test
  void shouldForgetAFormerKeyWhenTheNewestEventHasItAgain() {
    String key = new String(copy("x", 5).key(), UTF_8);
    KeyMapping mapping = new KeyMapping(2);
    mapping.put("t", key, new KeyMapping.Target("ours", "other"));
    mapping.put("t", key, new KeyMapping.Target("ours", key));

    assertThat(mapping.find("t", key)).isEmpty();
  }

  @Test
  void shouldSayWhyItRejects() {
    assertThat(conversion.convert(FROM, record(null, null, 5)))
        .isEqualTo(new Conversion.Rejected("a tombstone without key"));
    assertThat(conversion.convert(FROM, record("k", new byte[0], 5)))
        .isEqualTo(new Conversion.Rejected("the value is empty"));
    byte[] file = file();
    assertThat(((Conversion.Rejected) conversion(100).convert(FROM, record("k", file, 5))).reason())
        .contains("hub.events.event-bytes-max=100");
  }
}
