package io.heliograph.event.avro;

/** The bytes are not an Avro event of the asked model. The message names a place, never content. */
public final class MalformedAvroException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedAvroException(String message) {
    super(message);
  }

  MalformedAvroException(String message, Throwable cause) {
    super(message, cause);
  }
}
