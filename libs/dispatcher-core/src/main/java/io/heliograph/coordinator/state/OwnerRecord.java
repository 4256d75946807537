package io.heliograph.coordinator.state;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.log.PartitionId;

/**
 * Who wrote the cursors of a partition last (key {@code o/<topic id>/<partition>}), or how far a
 * replica's stores go (key {@code r/<writer>}, written with every store).
 *
 * @param writer whose producer is to be fenced by the next owner; empty when the partition was
 *     given back in order
 * @param statusPositions statuses before these are in the stored cursors
 */
record OwnerRecord(String writer, long[] statusPositions) {
  private static final int VERSION = 1;

  static String partitionKey(PartitionId id) {
    return "o/" + id.topicId() + '/' + id.partition();
  }

  static String replicaKey(String writer) {
    return "r/" + writer;
  }

  static boolean isPartitionKey(String key) {
    return key.startsWith("o/");
  }

  static boolean isReplicaKey(String key) {
    return key.startsWith("r/");
  }

  byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION).text(writer);
    out.number(statusPositions.length);
    for (long position : statusPositions) {
      out.number(position);
    }
    return out.toBytes();
  }

  static OwnerRecord decode(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    String writer = in.text();
    long[] positions = new long[in.count()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = in.number();
    }
    in.end();
    return new OwnerRecord(writer, positions);
  }
}
