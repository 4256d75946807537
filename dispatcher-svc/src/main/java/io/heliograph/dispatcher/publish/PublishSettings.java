package io.heliograph.dispatcher.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The limits of publishing (contract dispatcher.md part 1 row 29). */
@ConfigMapping(prefix = "hub.publish")
public interface PublishSettings {
  /** The largest request body, in bytes; a larger one is answered 413. */
  @WithDefault("67108864")
  int bodyBytesMax();

  /** Most events in one request; more are refused. */
  @WithDefault("10000")
  int batchMax();

  /** Deepest nesting of an event's JSON; a deeper one is refused. */
  @WithDefault("64")
  int nestingMax();

  /**
   * Most bytes of bodies that are read, worked on or awaited at once, with what is made of them and
   * answers on their way; beyond, 503. A body takes twice its length, so at most half of this. 0
   * for three eighths of the heap.
   */
  @WithDefault("0")
  long inFlightBytesMax();

  /**
   * Events a second that may be expedited, in all, at this replica; one above that goes to its
   * source's topic. 0 for none.
   */
  @WithDefault("100")
  int expeditePerSecond();

  /**
   * Events a second of one author that may be expedited, at this replica. One that expedites alone
   * gets the whole rate but never more than half a second's worth at once; several share it
   * equally.
   */
  @WithDefault("100")
  int expeditePerSecondOfAuthor();

  /** Threads that parse and send; 0 for as many as there are processors. */
  @WithDefault("0")
  int threads();

  /** Most requests that wait for such a thread; beyond, 503. */
  @WithDefault("1024")
  int waitingMax();

  /** Milliseconds until a stop gives up waiting for what is in flight. */
  @WithDefault("10000")
  long stopTimeoutMillis();
}
