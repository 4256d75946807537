package io.heliograph.dispatcher.peer;

import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.cursor.RecordReader;
import io.heliograph.dispatcher.cursor.RecordWriter;
import io.heliograph.dispatcher.owner.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a batch, as replicas tell each other.
 *
 * @param takes those whose answers have arrived
 * @param ofAsked whether the batch is the asked replica's own, which somebody confirmed elsewhere
 */
record SettleCodec(long batch, Settlement settlement, boolean ofAsked, List<Integer> takes) {
  private static final int VERSION = 1;

  SettleCodec {
    takes = List.copyOf(takes);
  }

  byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION);
    out.number(batch).text(settlement.name()).number(ofAsked ? 1 : 0).number(takes.size());
    takes.forEach(out::number);
    return out.toBytes();
  }

  static SettleCodec decode(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    long batch = in.number();
    String settlement = in.text();
    boolean ofAsked = in.number() == 1;
    List<Integer> takes = new ArrayList<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      takes.add(in.integer());
    }
    in.end();
    try {
      return new SettleCodec(batch, Settlement.valueOf(settlement), ofAsked, takes);
    } catch (IllegalArgumentException unknown) {
      throw new MalformedRecordException("no settlement " + settlement);
    }
  }
}
