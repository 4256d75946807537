package io.heliograph.migration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Values in the JDK's own form. */
final class PlainValues implements ValueCodec {
  @Override
  public Writer writer(int version) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(version);
    DataOutputStream out = new DataOutputStream(bytes);
    return new Writer() {
      @Override
      public Writer number(long value) {
        try {
          out.writeLong(value);
          return this;
        } catch (IOException impossible) {
          throw new UncheckedIOException(impossible);
        }
      }

      @Override
      public Writer text(String value) {
        try {
          out.writeUTF(value);
          return this;
        } catch (IOException impossible) {
          throw new UncheckedIOException(impossible);
        }
      }

      @Override
      public byte[] toBytes() {
        return bytes.toByteArray();
      }
    };
  }

  @Override
  public Reader reader(byte[] value, int version) throws MalformedValueException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(value));
    if (number(in::readByte) != version) {
      throw new MalformedValueException("version");
    }
    return new Reader() {
      @Override
      public long number() throws MalformedValueException {
        return PlainValues.number(in::readLong);
      }

      @Override
      public int integer() throws MalformedValueException {
        return Math.toIntExact(number());
      }

      @Override
      public int count() throws MalformedValueException {
        return integer();
      }

      @Override
      public String text() throws MalformedValueException {
        try {
          return in.readUTF();
        } catch (IOException malformed) {
          throw new MalformedValueException("text");
        }
      }

      @Override
      public void end() throws MalformedValueException {
        if (PlainValues.number(in::available) != 0) {
          throw new MalformedValueException("end");
        }
      }
    };
  }

  /** Reads a number. */
  private interface Reading {
    long read() throws IOException;
  }

  private static long number(Reading reading) throws MalformedValueException {
    try {
      return reading.read();
    } catch (IOException malformed) {
      throw new MalformedValueException("number");
    }
  }
}
