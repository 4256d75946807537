package io.heliograph.dispatcher.peer;

import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.cursor.RecordReader;
import io.heliograph.dispatcher.cursor.RecordWriter;
import io.heliograph.dispatcher.owner.Settlement;

/**
 * What became of a batch, as replicas tell each other.
 *
 * @param ofAsked whether the batch is the asked replica's own, which somebody confirmed elsewhere
 */
record SettleCodec(long batch, Settlement settlement, boolean ofAsked) {
  private static final int VERSION = 1;

  byte[] encode() {
    return new RecordWriter(VERSION)
        .number(batch)
        .text(settlement.name())
        .number(ofAsked ? 1 : 0)
        .toBytes();
  }

  static SettleCodec decode(byte[] bytes) throws MalformedRecordException {
    RecordReader in = new RecordReader(bytes, VERSION);
    long batch = in.number();
    String settlement = in.text();
    boolean ofAsked = in.number() == 1;
    in.end();
    try {
      return new SettleCodec(batch, Settlement.valueOf(settlement), ofAsked);
    } catch (IllegalArgumentException unknown) {
      throw new MalformedRecordException("no settlement " + settlement);
    }
  }
}
