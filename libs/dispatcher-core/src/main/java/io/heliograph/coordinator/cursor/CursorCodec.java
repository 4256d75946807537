package io.heliograph.coordinator.cursor;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.cursor.CursorState.StoredLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The stored form of cursors, version 2 (docs/protocol/cursors.md). Keys are text: {@code c/<topic
 * id>/<partition>/<queue>.<lane>/<plugin key>}; the plugin key comes last since it may hold
 * anything.
 */
public final class CursorCodec {
  private static final int VERSION = 2;

  /** Written before leases had proofs; still read. */
  private static final int VERSION_WITHOUT_PROOFS = 1;

  private static final String PREFIX = "c/";

  private CursorCodec() {}

  public static String key(CursorKey key) {
    return PREFIX
        + key.topicId()
        + '/'
        + key.partition()
        + '/'
        + key.queue().wire()
        + '.'
        + key.lane()
        + '/'
        + key.pluginKey();
  }

  /** The cursor that a record key names, or empty when it names none. */
  public static Optional<CursorKey> parseKey(String key) {
    if (!key.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int afterId = key.indexOf('/', PREFIX.length());
    int afterPartition = key.indexOf('/', afterId + 1);
    int afterQueue = key.indexOf('/', afterPartition + 1);
    int dot = key.indexOf('.', afterPartition + 1);
    if (afterId < 0 || afterPartition < 0 || dot < 0 || afterQueue < dot) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CursorKey(
              key.substring(afterQueue + 1),
              Queue.valueOf(key.substring(afterPartition + 1, dot).toUpperCase(Locale.ROOT)),
              Integer.parseInt(key, dot + 1, afterQueue, 10),
              UUID.fromString(key.substring(PREFIX.length(), afterId)),
              Integer.parseInt(key, afterId + 1, afterPartition, 10)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  public static byte[] encode(CursorState state) {
    RecordWriter out = new RecordWriter(VERSION);
    out.number(state.epoch()).number(state.frontier()).number(state.leaderEpoch());
    out.number(state.doneRuns().length / 2);
    long position = state.frontier();
    for (long border : state.doneRuns()) {
      out.number(border - position);
      position = border;
    }
    out.number(state.leases().size());
    position = state.frontier();
    for (StoredLease lease : state.leases()) {
      out.number(lease.offset() - position).number(lease.attempt()).number(lease.expiryMillis());
      out.number(lease.digests().size());
      lease.digests().forEach(out::uuid);
      position = lease.offset();
    }
    out.number(state.statusPositions().length);
    for (long statusPosition : state.statusPositions()) {
      out.number(statusPosition);
    }
    return out.toBytes();
  }

  public static CursorState decode(byte[] value) throws MalformedRecordException {
    boolean proofs = value.length == 0 || value[0] != VERSION_WITHOUT_PROOFS;
    RecordReader in = new RecordReader(value, proofs ? VERSION : VERSION_WITHOUT_PROOFS);
    long epoch = in.number();
    long frontier = in.number();
    int leaderEpoch = in.integer();
    long[] runs = new long[2 * in.count()];
    long position = frontier;
    for (int i = 0; i < runs.length; i++) {
      position = ascending(position, in.number());
      runs[i] = position;
    }
    int leaseCount = in.count();
    List<StoredLease> leases = new ArrayList<>(leaseCount);
    position = frontier;
    for (int i = 0; i < leaseCount; i++) {
      position = ascending(position, in.number());
      leases.add(
          new StoredLease(position, in.integer(), in.number(), proofs ? digests(in) : List.of()));
    }
    long[] statusPositions = new long[in.count()];
    for (int i = 0; i < statusPositions.length; i++) {
      statusPositions[i] = in.number();
    }
    in.end();
    return new CursorState(epoch, frontier, leaderEpoch, runs, leases, statusPositions);
  }

  private static List<UUID> digests(RecordReader in) throws MalformedRecordException {
    int count = in.count();
    List<UUID> digests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      digests.add(in.uuid());
    }
    return digests;
  }

  private static long ascending(long position, long delta) throws MalformedRecordException {
    if (delta < 0 || position > Long.MAX_VALUE - delta) {
      throw new MalformedRecordException("offsets do not ascend");
    }
    return position + delta;
  }
}
