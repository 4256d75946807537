package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.cursor.Locator;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.dispatcher.owner.GivenUp;
import io.heliograph.dispatcher.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.event.read.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * What is written when an event is given up for a subscription (contract dispatcher.md part 1 rows
 * 6 and 8): an {@code error-network} status in the plugin's name and a dead letter. Thread-safe.
 */
public final class GivenUpRecords {
  private static final Logger LOG = Logger.getLogger(GivenUpRecords.class);
  private static final String REASON = "lease lost, attempts spent";

  private final String deadLetters;
  private final PublishPipeline pipeline;
  private final InstantSource clock;

  public GivenUpRecords(String deadLetters, PublishPipeline pipeline, InstantSource clock) {
    this.deadLetters = deadLetters;
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /** The records, to be written in one transaction with the cursor that passes the event. */
  public List<ProducerRecord<byte[], byte[]>> of(GivenUp event) {
    SubscriptionSpec spec = event.subscription().spec();
    LOG.warnf(
        "gave up %s at %d for %s after %d attempts",
        event.partition(), event.record().offset(), spec.pluginKey(), event.attempts());
    Locator locator =
        new Locator(
            spec.pluginKey(),
            event.subscription().epoch(),
            event.partition().topicId(),
            event.partition().partition(),
            event.record().offset(),
            event.attempts());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    records.add(deadLetter(event, spec));
    try {
      for (PreparedEvent status :
          pipeline.json(Model.STATUS, status(event, spec, locator)).events()) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                status.topic(), status.kafkaKey().getBytes(StandardCharsets.UTF_8), status.json());
        status.headers().forEach((name, value) -> record.headers().add(name, value));
        records.add(record);
      }
    } catch (UnreadableBodyException unreadable) {
      LOG.errorf("no status for %s: %s", locator.toText(), unreadable.getMessage());
    }
    return records;
  }

  private byte[] status(GivenUp event, SubscriptionSpec spec, Locator locator) {
    String dequeued =
        locator.dequeued(event.record().key(), spec.name(), spec.version(), clock.millis() / 1000);
    JsonBytes json = new JsonBytes(1024 + event.record().json().length);
    json.raw("{\"model_version\":6,\"timestamp\":").string(clock.instant().toString());
    json.raw(",\"author\":{\"name\":").string(spec.name());
    json.raw(",\"version\":").string(spec.version()).raw(",\"category\":\"plugin\"}");
    json.raw(",\"entity\":{\"status\":\"error-network\",\"error\":").string(REASON);
    json.raw(",\"input\":")
        .raw(Delivery.stamp(event.record().json(), dequeued, event.attempts() - 1));
    return json.raw("}}").toByteArray();
  }

  private ProducerRecord<byte[], byte[]> deadLetter(GivenUp event, SubscriptionSpec spec) {
    String key =
        event.partition().topicId()
            + "/"
            + event.partition().partition()
            + "/"
            + event.record().offset()
            + "/"
            + spec.pluginKey();
    JsonBytes json = new JsonBytes(512 + event.record().json().length);
    json.raw("{\"subscription\":").string(spec.pluginKey());
    json.raw(",\"name\":").string(spec.name()).raw(",\"version\":").string(spec.version());
    json.raw(",\"topic\":").string(event.partition().topic());
    json.raw(",\"partition\":").number(event.partition().partition());
    json.raw(",\"offset\":").number(event.record().offset());
    json.raw(",\"kafka_key\":").string(event.record().key());
    json.raw(",\"attempts\":").number(event.attempts());
    json.raw(",\"reason\":").string(REASON);
    json.raw(",\"time\":").string(clock.instant().toString());
    json.raw(",\"event\":").raw(event.record().json()).raw('}');
    return new ProducerRecord<>(
        deadLetters, key.getBytes(StandardCharsets.UTF_8), json.toByteArray());
  }
}
