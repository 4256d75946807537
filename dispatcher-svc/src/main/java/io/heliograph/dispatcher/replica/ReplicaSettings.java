package io.heliograph.dispatcher.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** The dispatcher's core: leases, attempts, memory, threads. */
@ConfigMapping(prefix = "hub.dispatcher")
public interface ReplicaSettings {
  /** The number of this replica, from 0, stable over restarts and never shared by two. */
  @WithDefault("0")
  int slot();

  /** Where other replicas reach this one: host, and the port of {@code hub.cluster.port}. */
  @WithDefault("localhost:${hub.cluster.port:10111}")
  String address();

  /** How long a leased event stays with a plugin without a heartbeat. */
  @WithDefault("PT30M")
  Duration lease();

  /** Deliveries of one event to one subscription, lost leases and error statuses together. */
  @WithDefault("3")
  int attemptsMax();

  /**
   * Error statuses after which an event is tried again; others are final. By default those that may
   * differ next time: a file that crashes a plugin crashes it once (contract part 1 row 7).
   */
  @WithDefault("error-network,error-runner")
  Set<String> retryStatuses();

  /** Delay before the second attempt; it doubles with each further one. */
  @WithDefault("PT10S")
  Duration retryDelay();

  /**
   * How many records back, within its partition, an earlier copy of a binary event is looked for,
   * for each subscription; the later copy is passed over. 0 for never, at most 1,000,000. Takes
   * about 150 bytes for each of them in every subscription and partition.
   */
  @WithDefault("0")
  int dedupeRecords();

  /** Open events of one subscription in one partition; beyond it waits. */
  @WithDefault("10000")
  int openItemsMax();

  /** Records that a fetch looks at in one go before others have their turn. */
  @WithDefault("4096")
  int sliceRecords();

  /**
   * How long a fetch looks at records in one go before others have their turn; one record that
   * takes longer is looked at to its end. At least 1 ms.
   */
  @WithDefault("PT0.02S")
  Duration slice();

  /**
   * Messages, takes among them, that wait for one owner thread before fetches, confirmations and
   * questions about progress are refused with 503; at least 1.
   */
  @WithDefault("50000")
  int messagesMax();

  /** Owner threads; 0 for one per core. */
  @WithDefault("0")
  int ownerThreads();

  /**
   * Bytes of records that tails and catch-up chunks hold in memory; 0 for an eighth of the heap.
   */
  @WithDefault("0")
  long logBytesMax();

  /** Bytes of events in answers under way; 0 for an eighth of the heap. */
  @WithDefault("0")
  long answerBytesMax();

  /** How many records before the end of a partition its tail begins when it is taken. */
  @WithDefault("1000")
  long tailRecords();

  /** Readers of history at the same time. */
  @WithDefault("4")
  int catchUpReaders();

  /**
   * Bytes of history a second, for each core of this replica, while plugins get new events, beside
   * twice what is published; 0 for no limit. Without live plugins it is read as fast as it goes.
   */
  @WithDefault("5242880")
  long catchUpBytesPerCore();
}
