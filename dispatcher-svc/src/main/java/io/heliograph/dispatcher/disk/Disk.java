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
    /** Files, where they are kept locally; mostly uploads under way too. */
    CONTENT,
    /** Uploads under way, where they are not on the disk of the files. */
    SPOOL,
    /** Events and everything else that is in Kafka. */
    KAFKA
  }
}
