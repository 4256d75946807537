package io.heliograph.event;

/**
 * The Kafka headers of event records, written once by the publisher so that readers need not parse
 * the value (docs/protocol/event-model.md). Values are UTF-8 text. For statuses, {@code source},
 * {@code action}, {@code depth}, {@code content-size}, {@code streams}, {@code security} and {@code
 * source-timestamp} describe {@code entity.input}, which filters and age-off look at.
 */
public final class Headers {
  public static final String MODEL = "model";
  public static final String VERSION = "version";
  public static final String SOURCE = "source";
  public static final String ACTION = "action";
  public static final String AUTHOR = "author";

  /** Of a status: the version of the plugin that says so. */
  public static final String AUTHOR_VERSION = "author-version";

  public static final String ENTITY_ID = "entity-id";
  public static final String DEPTH = "depth";
  public static final String CONTENT_SIZE = "content-size";
  public static final String STREAMS = "streams";
  public static final String SECURITY = "security";
  public static final String TIMESTAMP = "timestamp";
  public static final String SOURCE_TIMESTAMP = "source-timestamp";
  public static final String INPUT_AUTHOR = "input-author";
  public static final String STATUS = "status";
  public static final String DEQUEUED = "dequeued";
  public static final String RETRY_ATTEMPT = "retry-attempt";
  public static final String RETRY_FOR = "retry-for";

  /** Where a record of the error queue first came from: topic, partition and offset. */
  public static final String RETRY_ORIGIN = "retry-origin";

  public static final String PROVENANCE = "provenance";
  public static final String TRACEPARENT = "traceparent";

  /** Of a dead letter: for which subscription the event was given up. */
  public static final String SUBSCRIPTION = "subscription";

  /** Of a dead letter: the name of that subscription's plugin. */
  public static final String PLUGIN_NAME = "plugin-name";

  /** Of a dead letter: the version of that subscription's plugin. */
  public static final String PLUGIN_VERSION = "plugin-version";

  /** Of a dead letter: deliveries made. */
  public static final String ATTEMPTS = "attempts";

  /** Of a dead letter: why it was given up. */
  public static final String REASON = "reason";

  /** Of a dead letter: the key of the event's record. */
  public static final String KAFKA_KEY = "kafka-key";

  /** Of a dead letter that is tried again: names the replay. */
  public static final String REPLAY_ID = "replay-id";

  /** Of an injected child: the key of the insert that made it. */
  public static final String INJECTED_BY = "injected-by";

  /** Of an injected child: where its parent is, {@code topic/partition/offset}. */
  public static final String INJECTED_FROM = "injected-from";

  /** Of an injected child: 1 when its parent was not injected, else one more than its parent. */
  public static final String INJECTED_LEVEL = "injected-level";

  /** Of an injected child: the event without which it would not be, whose path of parents began. */
  public static final String INJECTED_ROOT = "injected-root";

  private Headers() {}
}
