package io.heliograph.event.avro;

/** Not Avro of the model. */
public final class MalformedAvroException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedAvroException(String m) {
    super(m);
  }
}
