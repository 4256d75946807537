package io.heliograph.dispatcher.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** The coordinator of the dispatcher: leases, attempts, memory, threads. */
@ConfigMapping(prefix = "hub.dispatcher")
public interface DispatcherSettings {
  /**
   * Address where other replicas reach this one: host, and the port of {@code hub.cluster.port}.
   */
  @WithDefault("localhost:${hub.cluster.port:10111}")
  String address();

  /** How long a plugin holds the lease of an event without a heartbeat. */
  @WithDefault("PT30M")
  Duration lease();

  /**
   * Maximum number of deliveries of one event to one subscription, expired leases and error
   * statuses together.
   */
  @WithDefault("3")
  int attemptsMax();

  /**
   * Error statuses after which an event is delivered again; others are final. By default those that
   * may differ next time, since a file that crashes a plugin crashes it again.
   */
  @WithDefault("error-network,error-runner")
  Set<String> retryStatuses();

  /** Delay before the second attempt; it doubles with each further one. */
  @WithDefault("PT10S")
  Duration retryDelay();

  /**
   * Number of records of a partition in which an earlier copy of a binary event is searched, for
   * each subscription; the later copy is skipped. 0 for never, at most 1,000,000. Takes about 150
   * bytes for each record in every subscription and partition.
   */
  @WithDefault("0")
  int dedupeRecords();

  /**
   * Maximum number of unacknowledged events of one subscription in one partition; at the limit it
   * gets no new ones there.
   */
  @WithDefault("10000")
  int openItemsMax();

  /** Maximum number of records that a fetch scans before others have their turn. */
  @WithDefault("4096")
  int sliceRecords();

  /**
   * Maximum time that a fetch scans records before others have their turn; a record that takes
   * longer is scanned to its end. At least 1 ms.
   */
  @WithDefault("PT0.02S")
  Duration slice();

  /**
   * Maximum number of messages that wait for one event loop; above it fetches, confirmations and
   * lookups of progress are answered 503. At least 1.
   */
  @WithDefault("50000")
  int messagesMax();

  /** Threads that own partitions; 0 for one per processor. */
  @WithDefault("0")
  int ownerThreads();

  /**
   * Size of the records that tails and chunks of history hold in memory; 0 for an eighth of the
   * heap.
   */
  @WithDefault("0")
  long logBytesMax();

  /** Size of the events in responses under way; 0 for an eighth of the heap. */
  @WithDefault("0")
  long answerBytesMax();

  /**
   * Number of records before the end of a partition where its tail begins after it was assigned.
   */
  @WithDefault("1000")
  long tailRecords();

  /** Maximum number of concurrent readers of history. */
  @WithDefault("4")
  int catchUpReaders();

  /**
   * Maximum rate of reading history, in bytes per second for each core of this replica, while
   * plugins get new events, in addition to twice the publish rate; 0 for no limit. Without live
   * plugins history is read without a limit.
   */
  @WithDefault("5242880")
  long catchUpBytesPerCore();
}
