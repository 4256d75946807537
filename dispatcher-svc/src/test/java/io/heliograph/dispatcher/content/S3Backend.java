package io.heliograph.dispatcher.content;

import io.heliograph.local.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Contents in a bucket of its own of a local S3 server. */
final class S3Backend implements Backend, AutoCloseable {
  private final S3Server server;
  private final String bucket = "test-" + UUID.randomUUID();
  private final S3AsyncClient client;

  S3Backend(S3Server server) {
    this.server = server;
    this.client = client(server.endpoint());
  }

  private static S3AsyncClient client(String endpoint) {
    return S3AsyncClient.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
        .build();
  }

  @Override
  public List<String> settings() {
    return List.of(
        "hub.content.backend=s3",
        "hub.s3.endpoint=" + server.endpoint(),
        "hub.s3.bucket=" + bucket,
        "hub.s3.access-key=" + S3Server.ACCESS_KEY,
        "hub.s3.secret-key=" + S3Server.SECRET_KEY,
        "hub.s3.part-bytes=5242880");
  }

  @Override
  public List<String> objects(Path data) {
    return client.listObjectsV2(request -> request.bucket(bucket)).join().contents().stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  @Override
  public void plant(Path data, String name) {
    client
        .putObject(
            request -> request.bucket(bucket).key(name),
            AsyncRequestBody.fromString("not to be named"))
        .join();
  }

  /** The keys of uploads in parts that are neither complete nor aborted. */
  List<String> unfinished() {
    return client.listMultipartUploads(request -> request.bucket(bucket)).join().uploads().stream()
        .map(MultipartUpload::key)
        .toList();
  }

  /** Begins an upload in parts that nobody will end. */
  void begin(String key) {
    client.createMultipartUpload(request -> request.bucket(bucket).key(key)).join();
  }

  /** The bytes of an object. */
  byte[] raw(String key) {
    return client
        .getObject(request -> request.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
        .join()
        .asByteArray();
  }

  @Override
  public void close() {
    client.close();
  }
}
