package io.heliograph.dispatcher.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The limits of publishing. Contract: dispatcher.md part 1 row 29. */
@ConfigMapping(prefix = "hub.publish")
public interface PublishSettings {
  /** Maximum size of a request body; a larger one is answered 413. */
  @WithDefault("67108864")
  int bodyBytesMax();

  /** Maximum number of events in one request; a request with more is refused. */
  @WithDefault("10000")
  int batchMax();

  /** Maximum depth of an event's JSON; a deeper event is refused. */
  @WithDefault("64")
  int nestingMax();

  /**
   * Maximum size of the bodies held in memory at once, with what is made of them and their
   * responses; above it requests are answered 503. A body counts twice, so the largest has half of
   * this. 0 for three eighths of the heap.
   */
  @WithDefault("0")
  long inFlightBytesMax();

  /**
   * Maximum rate of expedited events at this replica; one above it goes to the topic of its source.
   * 0 for none.
   */
  @WithDefault("100")
  int expeditePerSecond();

  /**
   * Maximum rate of expedited events of one author at this replica. An author alone gets the whole
   * rate, but never more than half a second's worth at once; several share it equally.
   */
  @WithDefault("100")
  int expeditePerSecondOfAuthor();

  /** Threads that parse and send events; 0 for one per processor. */
  @WithDefault("0")
  int threads();

  /** Maximum number of requests that wait for such a thread; further ones are answered 503. */
  @WithDefault("1024")
  int waitingMax();

  /** How long a stop waits for requests in flight. */
  @WithDefault("10000")
  long stopTimeoutMillis();
}
