package io.heliograph.local;

/** A server of the local stack could not be started or stopped; the message holds its log's end. */
public final class LocalStackException extends RuntimeException {

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
