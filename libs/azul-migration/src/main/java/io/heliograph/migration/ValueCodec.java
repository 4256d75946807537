package io.heliograph.migration;

/** How numbers and text become the value of a record of {@code hub.migrations}, and back. */
public interface ValueCodec {
  /** A writer of a value whose first byte is the version. */
  Writer writer(int version);

  /**
   * A reader of a value.
   *
   * @throws MalformedValueException when it has another version
   */
  Reader reader(byte[] value, int version) throws MalformedValueException;

  /** Writes one value. Used by one thread. */
  interface Writer {
    /** Writes a number. */
    Writer number(long value);

    /** Writes text of any length. */
    Writer text(String value);

    /** What was written. */
    byte[] toBytes();
  }

  /** Reads one value in the order in which it was written. Used by one thread. */
  interface Reader {
    /** Reads a number. */
    long number() throws MalformedValueException;

    /** Reads a number of 32 bits. */
    int integer() throws MalformedValueException;

    /** Reads a number of things that take at least one byte each. */
    int count() throws MalformedValueException;

    /** Reads text. */
    String text() throws MalformedValueException;

    /** Makes sure that nothing follows. */
    void end() throws MalformedValueException;
  }

  /** A value does not have the form that it should have. */
  final class MalformedValueException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A value that is malformed in that way. */
    public MalformedValueException(String message) {
      super(message);
    }
  }
}
