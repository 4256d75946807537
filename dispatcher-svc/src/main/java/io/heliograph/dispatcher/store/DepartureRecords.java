package io.heliograph.dispatcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.coordinator.shard.Departure;
import io.heliograph.coordinator.shard.Departure.GivenUp;
import io.heliograph.coordinator.shard.Departure.Replayed;
import io.heliograph.coordinator.shard.Departure.Retried;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.event.read.Delivery;
import io.heliograph.kit.limit.RefusalLog;
import io.heliograph.kit.limit.SparseLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is written when an event leaves a cursor without being done (contract dispatcher.md part 1
 * rows 6 to 8): a record of the error queue for the next attempt; or, when the attempts are spent,
 * a dead letter, and an {@code error-network} status in the plugin's name where it said nothing
 * itself. Thread-safe.
 */
public final class DepartureRecords {
  private static final Logger LOGGER = Logger.getLogger(DepartureRecords.class);
  private static final SparseLog LOG = new SparseLog(LOGGER);

  /** The value of a dead letter without event; no value at all would be a tombstone. */
  private static final String WITHOUT_EVENT = "null";

  /** Of a text in a letter without event, which must never be too large itself. */
  private static final int TEXT_MAX = 16 * 1024;

  private final RefusalLog told = new RefusalLog(LOGGER::warn);
  private final Topics topics;
  private final PublishPipeline pipeline;
  private final InstantSource clock;
  private final Function<Replayed, Optional<List<PreparedEvent>>> replays;

  /**
   * @param replays the events of a replay; empty when nobody remembers any more what was made
   */
  public DepartureRecords(
      Topics topics,
      PublishPipeline pipeline,
      InstantSource clock,
      Function<Replayed, Optional<List<PreparedEvent>>> replays) {
    this.topics = topics;
    this.pipeline = pipeline;
    this.clock = clock;
    this.replays = replays;
  }

  /** The records, to be written in one transaction with the cursor that passes the event. */
  public List<ProducerRecord<byte[], byte[]>> of(Departure departure) {
    return switch (departure) {
      case Retried retried -> List.of(retry(retried));
      case GivenUp givenUp -> lastWords(givenUp);
      case Replayed replayed -> replay(replayed);
    };
  }

  /** The plugin gets the event after all, in its error queue, when nothing is remembered. */
  private List<ProducerRecord<byte[], byte[]>> replay(Replayed event) {
    Optional<List<PreparedEvent>> events = replays.apply(event);
    if (events.isEmpty()) {
      return List.of(
          retry(
              new Retried(
                  event.subscription(),
                  event.partition(),
                  event.record(),
                  event.attempt(),
                  event.reason())));
    }
    return events.get().stream().map(this::record).toList();
  }

  private ProducerRecord<byte[], byte[]> record(PreparedEvent event) {
    ProducerRecord<byte[], byte[]> record = record(event.topic(), event.kafkaKey(), event.json());
    event.headers().forEach((name, value) -> record.headers().add(name, value));
    return record;
  }

  private ProducerRecord<byte[], byte[]> retry(Retried event) {
    ProducerRecord<byte[], byte[]> record =
        record(topics.error(), event.record().key(), event.record().json());
    EventHeaders headers = headersOf(event);
    if (headers != null) {
      headers
          .retry(event.attempt(), event.subscription().pluginKey(), originOf(event))
          .forEach((name, value) -> record.headers().add(name, value));
    }
    return record;
  }

  private static @Nullable EventHeaders headersOf(Departure event) {
    return event.record().headers();
  }

  private static String originOf(Departure event) {
    EventHeaders headers = headersOf(event);
    if (headers != null && !headers.retryOrigin().isEmpty()) {
      return headers.retryOrigin();
    }
    return event.partition().topic()
        + '/'
        + event.partition().partition()
        + '/'
        + event.record().offset();
  }

  private List<ProducerRecord<byte[], byte[]>> lastWords(GivenUp event) {
    SubscriptionSpec spec = event.subscription().spec();
    told.refused(
        spec.pluginKey(),
        "given-up",
        () ->
            event.partition()
                + " at "
                + event.record().offset()
                + " after "
                + event.attempts()
                + " attempts: "
                + event.reason());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    records.add(deadLetter(event, spec));
    // The plugin's own last status names its error; nothing of ours may hide it.
    if (event.reason().equals(Departure.LEASE_LOST)) {
      records.addAll(silence(event, spec));
    }
    return records;
  }

  /** The status of a plugin that never answered. */
  private List<ProducerRecord<byte[], byte[]>> silence(GivenUp event, SubscriptionSpec spec) {
    Locator locator =
        Locator.of(
            spec.pluginKey(),
            event.subscription().epoch(),
            event.partition(),
            event.record(),
            event.attempts());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try {
      pipeline
          .json(Model.STATUS, status(event, spec, locator))
          .events()
          .forEach(status -> records.add(record(status)));
    } catch (UnreadableBodyException unreadable) {
      LOG.error(
          "status", () -> "no status for " + locator.toText() + ": " + unreadable.getMessage());
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
    json.raw(",\"entity\":{\"status\":\"error-network\",\"error\":");
    json.string(event.reason() + ", attempts spent");
    json.raw(",\"input\":")
        .raw(Delivery.stamp(event.record().json(), dequeued, event.attempts() - 1));
    return json.raw("}}").toByteArray();
  }

  private static String keyOf(Departure event, SubscriptionSpec spec) {
    return event.partition().topicId()
        + "/"
        + event.partition().partition()
        + "/"
        + event.record().offset()
        + "/"
        + spec.pluginKey();
  }

  /** The event as it was; what an operator must know stands in the headers. */
  private ProducerRecord<byte[], byte[]> deadLetter(GivenUp event, SubscriptionSpec spec) {
    ProducerRecord<byte[], byte[]> letter =
        record(topics.deadLetters(), keyOf(event, spec), event.record().json());
    EventHeaders headers = headersOf(event);
    if (headers != null) {
      headers
          .retry(event.attempts(), spec.pluginKey(), originOf(event))
          .forEach((name, value) -> letter.headers().add(name, value));
    }
    add(letter, Headers.SUBSCRIPTION, spec.pluginKey());
    add(letter, Headers.PLUGIN_NAME, spec.name());
    add(letter, Headers.PLUGIN_VERSION, spec.version());
    add(letter, Headers.KAFKA_KEY, event.record().key());
    add(letter, Headers.ATTEMPTS, Integer.toString(event.attempts()));
    add(letter, Headers.REASON, event.reason());
    return letter;
  }

  /**
   * What stays of an event that cannot be written again: a dead letter that says where it is, in a
   * form that the log always takes.
   */
  ProducerRecord<byte[], byte[]> withoutEvent(Departure event, String why) {
    SubscriptionSpec spec = event.subscription().spec();
    ProducerRecord<byte[], byte[]> letter =
        record(topics.deadLetters(), cut(keyOf(event, spec)), WITHOUT_EVENT.getBytes(UTF_8));
    int attempts =
        switch (event) {
          case Retried retried -> retried.attempt() - 1;
          case Replayed replayed -> replayed.attempt() - 1;
          case GivenUp givenUp -> givenUp.attempts();
        };
    add(letter, Headers.RETRY_ORIGIN, cut(originOf(event)));
    add(letter, Headers.SUBSCRIPTION, cut(spec.pluginKey()));
    add(letter, Headers.PLUGIN_NAME, cut(spec.name()));
    add(letter, Headers.PLUGIN_VERSION, cut(spec.version()));
    add(letter, Headers.KAFKA_KEY, cut(event.record().key()));
    add(letter, Headers.ATTEMPTS, Integer.toString(attempts));
    add(letter, Headers.REASON, cut(event.reason() + "; the event cannot be written: " + why));
    return letter;
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }

  private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, null, clock.millis(), key.getBytes(UTF_8), value);
  }
}
