package io.heliograph.dispatcher.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How topics of another cluster are copied into ours. */
@ConfigMapping(prefix = "hub.migration")
public interface MigrationSettings {
  /**
   * The addresses {@code host:port} that migrations may connect to, those that the brokers of the
   * source cluster advertise included. Without it there are no migrations.
   */
  Optional<List<String>> sourcesAllowed();

  /**
   * More properties of the Kafka clients that read source clusters, such as {@code
   * "security.protocol"}; names with dots are quoted. Those of our own cluster are not used.
   */
  Map<String, String> source();

  /** Records copied in one second, at most; 0 for as many as both clusters can. */
  @WithDefault("0")
  int recordsPerSecondMax();

  /** Records of one transaction, at most. */
  @WithDefault("500")
  int batchRecordsMax();

  /** Bytes of events in one transaction; the one that goes beyond is its last. */
  @WithDefault("8388608")
  int batchBytesMax();

  /** Bytes that one answer of a broker of the source cluster may have. */
  @WithDefault("16777216")
  int fetchBytesMax();

  /** Rejected records that are listed of one migration; more are only counted. */
  @WithDefault("1000")
  int rejectsListedMax();

  /** Events copied under another key that are remembered for tombstones of their former key. */
  @WithDefault("100000")
  int rekeyedMax();

  /** Ended migrations that are shown; the oldest are forgotten when a new one begins. */
  @WithDefault("20")
  int endedKept();

  /** How long a cluster may take to answer one question. */
  @WithDefault("PT10S")
  Duration requestTimeout();

  /** The longest wait before a failed attempt is repeated; the first is a second. */
  @WithDefault("PT30S")
  Duration retryWaitMax();

  /**
   * How long a batch of the source that does not match its checksum is read again and waited for,
   * so that another replica of its partition can become the leader; then its offsets are rejected.
   */
  @WithDefault("2M")
  Duration corruptWait();
}
