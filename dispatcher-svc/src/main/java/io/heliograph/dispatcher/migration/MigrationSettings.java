package io.heliograph.dispatcher.migration;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How topics of another cluster are copied into this hub. */
@ConfigMapping(prefix = "hub.migration")
public interface MigrationSettings {
  /**
   * Addresses {@code host:port} that migrations may connect to, including those that the brokers of
   * the source cluster advertise. Without it there are no migrations.
   */
  Optional<List<String>> sourcesAllowed();

  /**
   * Properties of the Kafka clients that read source clusters, such as {@code "security.protocol"};
   * names with dots are quoted. Those of the hub's own cluster are not used.
   */
  @Secret
  Map<String, String> source();

  /** Maximum rate of copying; 0 for no limit. */
  @WithDefault("0")
  int recordsPerSecondMax();

  /** Maximum number of records in one transaction. */
  @WithDefault("500")
  int batchRecordsMax();

  /** Size of the events at which a transaction ends; the event that exceeds it is its last. */
  @WithDefault("8388608")
  int batchBytesMax();

  /** {@code fetch.max.bytes}: maximum size of one response of a broker of the source cluster. */
  @WithDefault("16777216")
  int fetchBytesMax();

  /**
   * Maximum number of rejected records that are listed of one migration; further ones are only
   * counted.
   */
  @WithDefault("1000")
  int rejectsListedMax();

  /**
   * Maximum number of events copied under a new key that are remembered for tombstones of their
   * former key.
   */
  @WithDefault("100000")
  int rekeyedMax();

  /** Number of ended migrations that are listed; the oldest are removed when a new one begins. */
  @WithDefault("20")
  int endedKept();

  /** Timeout of one request to a cluster. */
  @WithDefault("PT10S")
  Duration requestTimeout();

  /** Maximum back-off between attempts; the first is one second. */
  @WithDefault("PT30S")
  Duration retryWaitMax();

  /**
   * How long a record batch of the source with a wrong checksum is read again, so that another
   * replica of its partition can become the leader; then its offsets are rejected.
   */
  @WithDefault("2M")
  Duration corruptWait();
}
