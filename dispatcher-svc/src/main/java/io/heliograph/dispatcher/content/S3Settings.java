package io.heliograph.dispatcher.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The S3 server, where contents are kept there ({@code hub.content.backend} is {@code s3}). */
@ConfigMapping(prefix = "hub.s3")
public interface S3Settings {
  /** Its address; none for that of the region. */
  Optional<String> endpoint();

  /** Its region. */
  @WithDefault("us-east-1")
  String region();

  /** The bucket; made at the start when there is none. */
  @WithDefault("heliograph")
  String bucket();

  /** The access key; without both keys the usual places of the AWS SDK are asked. */
  Optional<String> accessKey();

  /** The secret key. */
  Optional<String> secretKey();

  /** The size of a part; what is larger is sent in several. */
  @WithDefault("8388608")
  long partBytes();

  /**
   * How old an upload in parts must be to be aborted at the start: it was left by a process that
   * was killed. Longer than any upload takes, and than clocks differ.
   */
  @WithDefault("P1D")
  Duration abandonedAfter();

  /** Connections at the same time. */
  @WithDefault("64")
  int connectionsMax();
}
