package io.heliograph.migration;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How topics of another cluster are copied.
 *
 * @param sourcesAllowed the addresses {@code host:port} that may be connected to
 * @param source more properties of the clients of source clusters
 * @param recordsPerSecondMax 0 for as many as both clusters can
 * @param batchRecordsMax of one transaction
 * @param batchBytesMax of events in one transaction; the one that goes beyond is its last
 * @param fetchBytesMax of one answer of the source
 * @param rejectsListedMax rejected records that are listed of one migration
 * @param rekeyedMax events copied under another key that are remembered
 * @param endedKept ended migrations that are shown
 * @param requestTimeout of one question to a cluster
 * @param retryWaitMax the longest wait before a failed attempt is repeated
 * @param corruptWait how long a batch of the source that cannot be read is waited for
 */
public record MigrationOptions(
    List<String> sourcesAllowed,
    Map<String, String> source,
    int recordsPerSecondMax,
    int batchRecordsMax,
    int batchBytesMax,
    int fetchBytesMax,
    int rejectsListedMax,
    int rekeyedMax,
    int endedKept,
    Duration requestTimeout,
    Duration retryWaitMax,
    Duration corruptWait) {
  /** Copies what it is given. */
  public MigrationOptions {
    sourcesAllowed = List.copyOf(sourcesAllowed);
    source = Map.copyOf(source);
  }
}
