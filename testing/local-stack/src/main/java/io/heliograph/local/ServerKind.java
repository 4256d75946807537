package io.heliograph.local;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The servers that the stack can run, by the name that `heliograph status` shows. */
public enum ServerKind {
  KAFKA("kafka"),
  REDIS("redis"),
  POSTGRESQL("postgresql"),
  S3("s3");

  private final String label;

  ServerKind(String label) {
    this.label = label;
  }

  /** The lower-case name, also that of its data folder and log file. */
  public String label() {
    return label;
  }

  /** The kind of that label, or empty when there is none. */
  public static Optional<ServerKind> labelled(String label) {
    return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /**
   * Whether a server of this kind answers its own protocol on 127.0.0.1 within the limit. A process
   * that merely holds the port, or that is stopped by a signal, does not.
   */
  public boolean answers(int port, Duration limit) {
    int limitMillis = Math.toIntExact(limit.toMillis());
    return switch (this) {
      case KAFKA -> Greeting.kafka(port, limitMillis);
      case REDIS -> Greeting.redis(port, limitMillis);
      case POSTGRESQL -> Greeting.postgresql(port, limitMillis);
      case S3 -> Greeting.s3(port, limitMillis);
    };
  }
}
