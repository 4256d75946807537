package io.heliograph.dispatcher.disk;

/**
 * A disk that is watched.
 *
 * @param use what the hub writes there
 * @param name as people are told of it
 */
public record Disk(Use use, String name) {
  /** What the hub writes to a disk. */
  public enum Use {
    /** Uploads and, where files are kept locally, the files. */
    CONTENT,
    /** Events and everything else that is in Kafka. */
    KAFKA
  }
}
