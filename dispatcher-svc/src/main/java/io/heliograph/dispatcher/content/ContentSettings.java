package io.heliograph.dispatcher.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What may be done with files. The prefix is not {@code hub} alone: a mapping of that makes the
 * start refuse every {@code hub.*} key whose own mapping nothing injects, such as {@code
 * hub.redis.uri}.
 */
@ConfigMapping(prefix = "hub.content")
public interface ContentSettings {
  /** Whether {@code DELETE} exists at all; where it does not, it is an unknown route. */
  @WithDefault("false")
  boolean deleteAllowed();

  /** Files that may be written at the same time; beyond it uploads are answered 503. */
  @WithDefault("128")
  int uploadsMax();

  /**
   * Bytes of uploads that may be under way together, each at most half of it; 0 for half of the
   * disk that they are written to. Beyond it uploads are answered 503, one that is too large alone
   * 413.
   */
  @WithDefault("0")
  long spoolBytesMax();

  /** How often a file is tried to be stored before the upload fails. */
  @WithDefault("3")
  int putAttemptsMax();

  /** The longest that is waited before another attempt; how long is a matter of chance. */
  @WithDefault("5S")
  Duration putWaitMax();

  /** Threads that hash, encrypt and touch the disk; 0 for two more than there are processors. */
  @WithDefault("0")
  int threads();

  /** Tasks that may wait for a thread; beyond it requests are answered 503. */
  @WithDefault("4096")
  int waitingMax();

  /** How often files of sources whose events expire are swept; 0 for never. */
  @WithDefault("1H")
  Duration expiryInterval();

  /** Where files are kept. */
  @WithDefault("local")
  Backend backend();

  /**
   * Whether the local folder is one that all replicas share; without it a hub of several replicas
   * does not start on local folders, since each would lack what another was sent.
   */
  @WithDefault("false")
  boolean localShared();

  /** Bytes of blocks read from S3 that are kept in memory; 0 for an eighth of the heap. */
  @WithDefault("0")
  long cacheBytes();

  /** How the formats of files are told. */
  Identify identify();

  /** How files are encrypted at rest. */
  Encryption encryption();

  /** Where files are kept. */
  enum Backend {
    /** In {@code content} below {@code hub.data.directory}. */
    LOCAL,
    /** In an S3 bucket, see {@code hub.s3}. */
    S3
  }

  /** How files are encrypted at rest. */
  interface Encryption {
    /** The number of the key that seals new files; without it they are stored as they are. */
    OptionalInt key();

    /** Keys of 32 bytes in base64, by number; old ones stay for what they sealed. */
    Map<Integer, String> keys();
  }

  /** How the formats of files are told. */
  interface Identify {
    /** Files that are looked at at the same time. */
    @WithDefault("2")
    int threads();

    /**
     * How long a file is looked at, and how long it waits for that; then its first bytes alone
     * tell, which may be {@code unknown}.
     */
    @WithDefault("10S")
    Duration timeout();

    /**
     * Threads that may take the place of those that a file does not let go of; when they are held
     * as well, files are told by their first bytes alone.
     */
    @WithDefault("4")
    int spareThreads();
  }
}
