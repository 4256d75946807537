package io.heliograph.dispatcher.content;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How contents are stored. The prefix is not {@code hub} alone: a mapping of that makes the start
 * refuse every {@code hub.*} key whose own mapping nothing injects, such as {@code hub.redis.uri}.
 */
@ConfigMapping(prefix = "hub.content")
public interface ContentSettings {
  /** Whether contents can be deleted over HTTP; without it {@code DELETE} is an unknown route. */
  @WithDefault("false")
  boolean deleteAllowed();

  /** Maximum number of concurrent uploads; further ones are answered 503. */
  @WithDefault("128")
  int uploadsMax();

  /**
   * Maximum size of all uploads under way together, each at most half of it; above it uploads are
   * answered 503, and one that is too large alone 413. 0 for half of the disk that they are written
   * to.
   */
  @WithDefault("0")
  long spoolBytesMax();

  /** Maximum number of attempts to store a content before the upload fails. */
  @WithDefault("3")
  int putAttemptsMax();

  /** Maximum back-off between two attempts (with full jitter). */
  @WithDefault("5S")
  Duration putWaitMax();

  /** Threads that hash, encrypt and access the disk; 0 for two more than there are processors. */
  @WithDefault("0")
  int threads();

  /** Maximum number of tasks that wait for a thread; above it requests are answered 503. */
  @WithDefault("4096")
  int waitingMax();

  /** Interval of the sweeps that delete contents of expired events; 0 for never. */
  @WithDefault("1H")
  Duration expiryInterval();

  /**
   * Where contents are stored: {@code local} in the folder {@code content} below {@code
   * hub.data.directory}, {@code s3} in a bucket.
   */
  @WithDefault("local")
  Backend backend();

  /**
   * Whether the local folder is shared by all replicas; several replicas do not start on local
   * folders without it, since each would lack the contents of the others.
   */
  @WithDefault("false")
  boolean localShared();

  /** Size of the in-memory cache of blocks read from S3; 0 for an eighth of the heap. */
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
    /** Number of the key that encrypts new contents; without it they are stored in plain text. */
    OptionalInt key();

    /**
     * Keys of 32 bytes in base64, by number; old keys stay for the contents that they encrypted.
     */
    @Secret
    Map<Integer, String> keys();
  }

  /** How the formats of files are told. */
  interface Identify {
    /** Threads that detect formats. */
    @WithDefault("2")
    int threads();

    /**
     * Timeout for detecting the format of a content, and for waiting for a detector; after it only
     * its first bytes are looked at, which may give {@code unknown}.
     */
    @WithDefault("10S")
    Duration timeout();

    /**
     * Spare threads that replace detector threads blocked by a content; when all are blocked, only
     * the first bytes of contents are looked at.
     */
    @WithDefault("4")
    int spareThreads();
  }
}
