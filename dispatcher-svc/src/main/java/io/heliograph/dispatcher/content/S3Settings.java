package io.heliograph.dispatcher.content;

import io.heliograph.kit.config.Secret;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The S3 server, where {@code hub.content.backend} is {@code s3}. */
@ConfigMapping(prefix = "hub.s3")
public interface S3Settings {
  /** URL of the S3 server; without it that of the region. */
  Optional<String> endpoint();

  /** Region of the bucket. */
  @WithDefault("us-east-1")
  String region();

  /** Name of the bucket; it is created at the start when it is missing. */
  @WithDefault("heliograph")
  String bucket();

  /** Access key; without both keys the default credential chain of the AWS SDK is used. */
  @Secret
  Optional<String> accessKey();

  /** Secret key, which belongs to {@code access-key}. */
  @Secret
  Optional<String> secretKey();

  /** Size of one part of a multipart upload; a smaller content is sent in one. */
  @WithDefault("8388608")
  long partBytes();

  /**
   * Age at which an unfinished multipart upload is aborted at the start, since its process was
   * killed. Longer than any upload takes, and than clocks differ.
   */
  @WithDefault("P1D")
  Duration abandonedAfter();

  /** Maximum number of concurrent connections to the S3 server. */
  @WithDefault("64")
  int connectionsMax();
}
