package io.heliograph.client;

import java.io.IOException;
import java.io.Serial;

/** A successful answer that is not of the form that it must have. */
public final class MalformedAnswerException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
