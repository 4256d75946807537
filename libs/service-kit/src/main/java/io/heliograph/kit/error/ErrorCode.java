package io.heliograph.kit.error;

/** One row of a table of errors; implemented by enums. */
public interface ErrorCode {
  /** The HTTP status. */
  int status();

  /** The member {@code title} of a problem document. */
  String title();
}
