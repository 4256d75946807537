package io.heliograph.dispatcher.migration;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.codec.RecordReader;
import io.heliograph.coordinator.codec.RecordWriter;
import io.heliograph.migration.ValueCodec;

/** Values of migrations in the form of cursors (docs/protocol/cursors.md). */
final class CursorValues implements ValueCodec {
  @Override
  public Writer writer(int version) {
    return new Out(new RecordWriter(version));
  }

  @Override
  public Reader reader(byte[] value, int version) throws MalformedValueException {
    return read(() -> new In(new RecordReader(value, version)));
  }

  private record Out(RecordWriter out) implements Writer {
    @Override
    public Writer number(long value) {
      out.number(value);
      return this;
    }

    @Override
    public Writer text(String value) {
      out.text(value);
      return this;
    }

    @Override
    public byte[] toBytes() {
      return out.toBytes();
    }
  }

  private record In(RecordReader in) implements Reader {
    @Override
    public long number() throws MalformedValueException {
      return read(in::number);
    }

    @Override
    public int integer() throws MalformedValueException {
      return read(in::integer);
    }

    @Override
    public int count() throws MalformedValueException {
      return read(in::count);
    }

    @Override
    public String text() throws MalformedValueException {
      return read(in::text);
    }

    @Override
    public void end() throws MalformedValueException {
      var unused =
          read(
              () -> {
                in.end();
                return true;
              });
    }
  }

  /** Reads something. */
  private interface Reading<T> {
    T read() throws MalformedRecordException;
  }

  private static <T> T read(Reading<T> reading) throws MalformedValueException {
    try {
      return reading.read();
    } catch (MalformedRecordException malformed) {
      throw new MalformedValueException(String.valueOf(malformed.getMessage()));
    }
  }
}
