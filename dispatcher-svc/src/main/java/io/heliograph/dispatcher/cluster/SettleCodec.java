package io.heliograph.dispatcher.cluster;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.shard.Settlement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch, as replicas tell each other.
 *
 * @param takes those whose answers have arrived
 * @param confirmation when the batch is the asked replica's own, which a client confirmed elsewhere
 */
record SettleCodec(
    long batch, Settlement settlement, @Nullable Confirmation confirmation, List<Integer> takes) {
  private static final int VERSION = 2;

  SettleCodec {
    takes = List.copyOf(takes);
  }

  static SettleCodec of(Confirmation confirmation) {
    return new SettleCodec(confirmation.batch(), Settlement.CONFIRMED, confirmation, List.of());
  }

  byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION);
    out.number(batch).text(settlement.name());
    out.text(confirmation == null ? "" : confirmation.proof());
    out.text(confirmation == null ? "" : confirmation.pluginKey());
    out.number(takes.size());
    takes.forEach(out::number);
    return out.toBytes();
  }

  static SettleCodec decode(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    long batch = in.number();
    String settlement = in.text();
    String proof = in.text();
    String pluginKey = in.text();
    Confirmation confirmation = proof.isEmpty() ? null : new Confirmation(batch, proof, pluginKey);
    List<Integer> takes = new ArrayList<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      takes.add(in.integer());
    }
    in.end();
    try {
      return new SettleCodec(batch, Settlement.valueOf(settlement), confirmation, takes);
    } catch (IllegalArgumentException unknown) {
      throw new MalformedRecordException("no settlement " + settlement);
    }
  }
}
