package io.heliograph.content;

import java.util.Optional;

/**
 * How an S3 server is reached.
 *
 * @param endpoint its address; none for that of the region
 * @param bucket made by the first check when there is none
 * @param accessKey without both keys the usual places of the AWS SDK are asked
 * @param partBytes what is larger is sent in parts of that size
 * @param connectionsMax at the same time
 */
public record S3Access(
    Optional<String> endpoint,
    String region,
    String bucket,
    Optional<String> accessKey,
    Optional<String> secretKey,
    long partBytes,
    int connectionsMax) {
  /** Shows no key. */
  @Override
  public String toString() {
    return "S3Access[" + endpoint.orElse(region) + ", " + bucket + "]";
  }
}
