package io.heliograph.content;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where objects lie: a local folder or S3. All backends behave alike (one test suite for all): an
 * object is visible whole or not at all, a put of an existing one only renews its time of
 * modification, and every stage fails with an {@link java.io.IOException} of the backend. No call
 * blocks; stages may complete on any thread; thread-safe.
 */
public interface ContentStore extends AutoCloseable {
  /**
   * An existing object.
   *
   * @param sizeBytes as stored
   * @param modified when it was put, put again or copied to this name
   */
  record Found(long sizeBytes, Instant modified) {}

  /**
   * Completes when the store would take an object now; makes what of the store itself is missing.
   */
  CompletionStage<Void> check();

  /** Looks for an object. */
  CompletionStage<Optional<Found>> find(StoredName name);

  /**
   * Stores a file of {@link UploadDirectory}, which is gone afterwards; after a failure it is still
   * there, for another attempt. When this stage is complete the object is durable.
   */
  CompletionStage<Void> put(Path file, StoredName name);

  /** {@code length} bytes from {@code offset} on; all of them must exist. */
  CompletionStage<byte[]> read(StoredName name, long offset, int length);

  /** Removes an object that is older than {@code before}; whether it was there and is gone. */
  CompletionStage<Boolean> delete(StoredName name, Instant before);

  /** Copies an object; the copy is as old as this call. False when there is none. */
  CompletionStage<Boolean> copy(StoredName from, StoredName to);

  /** Removes all objects of a source that are older than {@code before}; how many. */
  CompletionStage<Long> expire(String source, Instant before);

  /** The object as a file of this machine, where the backend has one. */
  Optional<Path> file(StoredName name);

  @Override
  void close();
}
