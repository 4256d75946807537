package io.heliograph.event.avro;

/** Bytes that are no Avro of the expected model, whatever its version. */
public final class MalformedAvroException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedAvroException(String message) {
    super(message, null, false, false);
  }

  static MalformedAvroException at(int position, String what) {
    return new MalformedAvroException("at byte " + position + ": " + what);
  }
}
