package io.heliograph.dispatcher.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.NewRecord.Header;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.shard.Disposition.DeadLetter;
import io.heliograph.coordinator.shard.Disposition.Replay;
import io.heliograph.coordinator.shard.Disposition.Retry;
import io.heliograph.coordinator.state.DispositionForms;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.json.JsonBytes;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is written when an event leaves a cursor without being done (contract dispatcher.md part 1
 * rows 6 to 8): a record of the error queue for the next attempt; or, when the attempts are spent,
 * a dead letter, and an {@code error-network} status in the plugin's name where it said nothing
 * itself. Thread-safe.
 */
public final class DispositionRecords implements DispositionForms {
  private static final Logger LOGGER = Logger.getLogger(DispositionRecords.class);
  private static final SparseLog LOG = new SparseLog(LOGGER);

  /** The value of a dead letter without event; no value at all would be a tombstone. */
  private static final String WITHOUT_EVENT = "null";

  /** Of a text in a letter without event, which must never be too large itself. */
  private static final int TEXT_MAX = 16 * 1024;

  private final RefusalLog told = new RefusalLog(LOGGER::warn);
  private final Topics topics;
  private final PublishPipeline pipeline;
  private final InstantSource clock;
  private final Function<Replay, Optional<List<PreparedEvent>>> replays;

  /**
   * @param replays the events of a replay; empty when the cache no longer has what was made
   */
  public DispositionRecords(
      Topics topics,
      PublishPipeline pipeline,
      InstantSource clock,
      Function<Replay, Optional<List<PreparedEvent>>> replays) {
    this.topics = topics;
    this.pipeline = pipeline;
    this.clock = clock;
    this.replays = replays;
  }

  @Override
  public List<NewRecord> of(Disposition disposition) {
    return switch (disposition) {
      case Retry again -> List.of(retry(again));
      case DeadLetter letter -> lastWords(letter);
      case Replay remembered -> replay(remembered);
    };
  }

  /** The plugin gets the event after all, in its error queue, when nothing is remembered. */
  private List<NewRecord> replay(Replay event) {
    Optional<List<PreparedEvent>> events = replays.apply(event);
    if (events.isEmpty()) {
      return List.of(
          retry(
              new Retry(
                  event.subscription(),
                  event.partition(),
                  event.record(),
                  event.attempt(),
                  event.reason())));
    }
    return events.get().stream().map(this::record).toList();
  }

  private NewRecord record(PreparedEvent event) {
    List<Header> headers = new ArrayList<>();
    event.headers().forEach((name, value) -> headers.add(new Header(name, value)));
    return record(event.topic(), event.kafkaKey(), event.json()).with(headers);
  }

  private NewRecord retry(Retry event) {
    NewRecord record = record(topics.error(), event.record().key(), event.record().json());
    return record.with(retryHeaders(event, event.attempt()));
  }

  private static @Nullable EventHeaders headersOf(Disposition event) {
    return event.record().headers();
  }

  private static List<Header> retryHeaders(Disposition event, int attempt) {
    List<Header> made = new ArrayList<>();
    EventHeaders headers = headersOf(event);
    if (headers != null) {
      headers
          .retry(attempt, event.subscription().pluginKey(), originOf(event))
          .forEach((name, value) -> made.add(new Header(name, value)));
    }
    return made;
  }

  private static String originOf(Disposition event) {
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

  private List<NewRecord> lastWords(DeadLetter event) {
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
    List<NewRecord> records = new ArrayList<>();
    records.add(deadLetter(event, spec));
    // The plugin's own last status names its error; nothing of ours may hide it.
    if (event.reason().equals(Disposition.LEASE_LOST)) {
      records.addAll(silence(event, spec));
    }
    return records;
  }

  /** The status of a plugin that never answered. */
  private List<NewRecord> silence(DeadLetter event, SubscriptionSpec spec) {
    Locator locator =
        Locator.of(
            spec.pluginKey(),
            event.subscription().epoch(),
            event.partition(),
            event.record(),
            event.attempts());
    List<NewRecord> records = new ArrayList<>();
    try {
      pipeline
          .json(Model.STATUS, status(event, spec, locator))
          .events()
          .forEach(status -> records.add(record(status)));
    } catch (UnreadableBodyException unreadable) {
      LOG.error(
          "status",
          () ->
              "no error status written locator="
                  + locator.toText()
                  + " cause="
                  + unreadable.getMessage());
    }
    return records;
  }

  private byte[] status(DeadLetter event, SubscriptionSpec spec, Locator locator) {
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

  private static String keyOf(Disposition event, SubscriptionSpec spec) {
    return event.partition().topicId()
        + "/"
        + event.partition().partition()
        + "/"
        + event.record().offset()
        + "/"
        + spec.pluginKey();
  }

  /** The event as it was; what an operator must know stands in the headers. */
  private NewRecord deadLetter(DeadLetter event, SubscriptionSpec spec) {
    NewRecord letter = record(topics.deadLetters(), keyOf(event, spec), event.record().json());
    List<Header> headers = new ArrayList<>(retryHeaders(event, event.attempts()));
    add(headers, Headers.SUBSCRIPTION, spec.pluginKey());
    add(headers, Headers.PLUGIN_NAME, spec.name());
    add(headers, Headers.PLUGIN_VERSION, spec.version());
    add(headers, Headers.KAFKA_KEY, event.record().key());
    add(headers, Headers.ATTEMPTS, Integer.toString(event.attempts()));
    add(headers, Headers.REASON, event.reason());
    return letter.with(headers);
  }

  /** Says where the event is, in a form that the log always takes. */
  @Override
  public NewRecord withoutEvent(Disposition event, String why) {
    SubscriptionSpec spec = event.subscription().spec();
    NewRecord letter =
        record(topics.deadLetters(), cut(keyOf(event, spec)), WITHOUT_EVENT.getBytes(UTF_8));
    List<Header> headers = new ArrayList<>();
    int attempts =
        switch (event) {
          case Retry again -> again.attempt() - 1;
          case Replay replayed -> replayed.attempt() - 1;
          case DeadLetter givenUp -> givenUp.attempts();
        };
    add(headers, Headers.RETRY_ORIGIN, cut(originOf(event)));
    add(headers, Headers.SUBSCRIPTION, cut(spec.pluginKey()));
    add(headers, Headers.PLUGIN_NAME, cut(spec.name()));
    add(headers, Headers.PLUGIN_VERSION, cut(spec.version()));
    add(headers, Headers.KAFKA_KEY, cut(event.record().key()));
    add(headers, Headers.ATTEMPTS, Integer.toString(attempts));
    add(headers, Headers.REASON, cut(event.reason() + "; the event cannot be written: " + why));
    return letter.with(headers);
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }

  private static void add(List<Header> headers, String name, String value) {
    headers.add(new Header(name, value.getBytes(UTF_8)));
  }

  private NewRecord record(String topic, String key, byte[] value) {
    return NewRecord.keyed(topic, clock.millis(), key, value);
  }
}
