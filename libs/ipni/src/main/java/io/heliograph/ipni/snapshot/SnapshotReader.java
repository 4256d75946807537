package io.heliograph.ipni.snapshot;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagInput;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.function.Consumer;

/**
 * Streams a snapshot: hashes, parses and checks it in one pass, whatever its size, in about 100
 * bytes a provider. What is refused is named in the order of contract section 1.5: {@link
 * Verdict#CID_MISMATCH}, {@link Verdict#MALFORMED}, {@link Verdict#SCHEMA_VIOLATION} or {@link
 * Verdict#NOT_A_SNAPSHOT}, {@link Verdict#NON_CANONICAL}; a cap that is reached ends it at once
 * with {@link Verdict#LIMIT_EXCEEDED}. Keeps nothing; safe for several threads.
 */
public final class SnapshotReader {
  private final IpniLimits limits;
  private final SnapshotNames names;

  /** For members that use these names. */
  public SnapshotReader(IpniLimits limits, SnapshotNames names) {
    this.limits = limits;
    this.names = names;
  }

  /**
   * Reads a body to its end.
   *
   * @param body is not closed
   * @param requested the CID that was asked for
   * @param sink is given each provider as it is met, in the order of the body, before it is known
   *     whether the whole is valid: what it got counts only once this returns
   * @throws IOException what the body throws
   */
  public SnapshotSummary read(InputStream body, Cid requested, Consumer<ProviderState> sink)
      throws IOException {
    if (!requested.isSnapshotId()) {
      throw IpniException.of(
          Verdict.SCHEMA_VIOLATION,
          "snapshot CID",
          "must be of version 1, DAG-JSON or DAG-CBOR, with a SHA-256",
          requested);
    }
    MessageDigest digest = Multihash.sha256Digest();
    DagInput input = new DagInput(body, limits.snapshotBytesMax(), digest);
    Codec codec = requested.is(Codec.DAG_JSON) ? Codec.DAG_JSON : Codec.DAG_CBOR;
    SnapshotParse parse = new SnapshotParse(input, codec, limits, names, sink);
    try {
      IpniException malformed = parse.run();
      input.drain();
      checkHash(requested, digest.digest());
      if (malformed != null) {
        throw malformed;
      }
      return parse.summary(requested);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void checkHash(Cid requested, byte[] digest) {
    if (!requested.hash().equals(Multihash.ofSha256(digest))) {
      throw IpniException.of(
          Verdict.CID_MISMATCH,
          "snapshot",
          "must have the hash of the CID " + requested,
          Multihash.ofSha256(digest));
    }
  }
}
