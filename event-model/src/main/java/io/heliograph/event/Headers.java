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
  public static final String PROVENANCE = "provenance";
  public static final String TRACEPARENT = "traceparent";

  private Headers() {}
}
