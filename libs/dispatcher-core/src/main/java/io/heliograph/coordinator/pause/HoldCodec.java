package io.heliograph.coordinator.pause;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;

/** The stored form of a hold (docs/protocol/cursors.md): key {@code h}, since and until. */
public final class HoldCodec {
  /** The key of the control record. */
  public static final String KEY = "h";

  private static final int VERSION = 1;

  private HoldCodec() {}

  public static byte[] encode(Hold hold) {
    return new RecordWriter(VERSION)
        .number(hold.sinceMillis())
        .number(hold.untilMillis())
        .toBytes();
  }

  public static Hold decode(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    Hold hold = new Hold(in.number(), in.number());
    in.end();
    return hold;
  }
}
