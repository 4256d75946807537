package io.heliograph.coordinator.codec;

/** A record or locator that does not have the form it should have. */
public final class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedRecordException(String message) {
    super(message);
  }
}
