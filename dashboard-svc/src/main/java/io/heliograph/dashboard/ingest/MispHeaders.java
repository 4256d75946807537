package io.heliograph.dashboard.ingest;

/** The Kafka headers of messages of MISP. Values are UTF-8 text. */
public final class MispHeaders {
  /** The name of the instance that sent the message. */
  public static final String FEED = "feed";

  /** Of a refused message: why, as a code. */
  public static final String REASON = "reason";

  /** Of a refused message: why, in words; never with values of the message. */
  public static final String DETAIL = "detail";

  /** Of a refused message: {@code rejected} when nothing of it counts, else {@code partly}. */
  public static final String OUTCOME = "outcome";

  private MispHeaders() {}
}
