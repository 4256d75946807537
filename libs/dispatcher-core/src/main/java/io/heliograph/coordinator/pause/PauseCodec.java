package io.heliograph.coordinator.pause;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;

/** The stored form of a pause (docs/protocol/cursors.md): key {@code p}, the stamp or 0. */
public final class PauseCodec {
  /** The key of the control record. */
  public static final String KEY = "p";

  private static final int VERSION = 1;

  private PauseCodec() {}

  public static byte[] encode(long stampMillis) {
    return new RecordWriter(VERSION).number(stampMillis).toBytes();
  }

  public static long decode(byte[] value) throws MalformedRecordException {
    RecordReader in = new RecordReader(value, VERSION);
    long stampMillis = in.number();
    in.end();
    return stampMillis;
  }
}
