package io.heliograph.dispatcher.content;

import java.net.URI;
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
  static S3AsyncClient of(S3Settings settings) {
    S3AsyncClientBuilder builder =
        S3AsyncClient.builder()
            .region(Region.of(settings.region()))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder().maxConcurrency(settings.connectionsMax()))
            .multipartEnabled(true)
            .multipartConfiguration(
                parts ->
                    parts
                        .thresholdInBytes(settings.partBytes())
                        .minimumPartSizeInBytes(settings.partBytes())
                        .apiCallBufferSizeInBytes(4 * settings.partBytes()));
    settings.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
    if (settings.accessKey().isPresent() && settings.secretKey().isPresent()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(settings.accessKey().get(), settings.secretKey().get())));
    }
    return builder.build();
  }

  /** Makes the bucket when there is none; waits for it, so for start-up only. */
  static void makeBucket(S3AsyncClient client, String bucket) {
    try {
      client.createBucket(request -> request.bucket(bucket)).join();
    } catch (CompletionException failure) {
      if (!(failure.getCause() instanceof BucketAlreadyOwnedByYouException)
          && !(failure.getCause() instanceof BucketAlreadyExistsException)) {
        throw failure;
      }
    }
  }
}
