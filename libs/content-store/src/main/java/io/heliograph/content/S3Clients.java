package io.heliograph.content;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** Builds the client of an S3 server. */
final class S3Clients {
  private S3Clients() {}

  /** A client that splits what is larger than a part. */
  static S3AsyncClient of(S3Access access) {
    S3AsyncClientBuilder builder =
        S3AsyncClient.builder()
            .region(Region.of(access.region()))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder().maxConcurrency(access.connectionsMax()))
            .multipartEnabled(true)
            .multipartConfiguration(
                parts ->
                    parts
                        .thresholdInBytes(access.partBytes())
                        .minimumPartSizeInBytes(access.partBytes())
                        .apiCallBufferSizeInBytes(4 * access.partBytes()));
    access.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
    if (access.accessKey().isPresent() && access.secretKey().isPresent()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(access.accessKey().get(), access.secretKey().get())));
    }
    return builder.build();
  }

  /** Makes the bucket; completes also when another process has made it meanwhile. */
  static CompletableFuture<Void> makeBucket(S3AsyncClient client, String bucket) {
    return client
        .createBucket(request -> request.bucket(bucket))
        .handle(
            (made, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause != null
                  && !(cause instanceof BucketAlreadyOwnedByYouException)
                  && !(cause instanceof BucketAlreadyExistsException)) {
                throw new CompletionException(cause);
              }
              return null;
            });
  }
}
