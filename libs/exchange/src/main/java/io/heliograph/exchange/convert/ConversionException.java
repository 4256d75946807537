package io.heliograph.exchange.convert;

/** A message that has no equal in the other format; the message is one sentence for the sender. */
public final class ConversionException extends Exception {
  private static final long serialVersionUID = 1;

  /** With the sentence. */
  public ConversionException(String message) {
    super(message, null, false, false);
  }
}
