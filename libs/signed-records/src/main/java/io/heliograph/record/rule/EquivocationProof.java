package io.heliograph.record.rule;

import io.heliograph.record.Bytes;
import io.heliograph.record.RecordException;
import io.heliograph.record.RecordForm;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Two records of one name and version that say different things. When both are signed, their owners
 * made a fork; with an even number of owners two halves can do so without anybody cheating. It says
 * nothing by itself: {@link #verify}.
 *
 * @param first the one with the smaller SHA-512 of its signed bytes
 * @param second the other
 */
public record EquivocationProof(SignedRecord first, SignedRecord second) {
  private static final byte[] MAGIC = "SSE1".getBytes(StandardCharsets.US_ASCII);

  /**
   * Checks and orders them.
   *
   * @throws IllegalArgumentException when they differ in name or version, or say the same
   */
  public EquivocationProof {
    if (!first.name().equals(second.name()) || first.version() != second.version()) {
      throw new IllegalArgumentException("two records with different names or versions");
    }
    if (first.saysTheSameAs(second)) {
      throw new IllegalArgumentException("two records that say the same");
    }
    if (first.signedDigest().compareTo(second.signedDigest()) > 0) {
      SignedRecord smaller = second;
      second = first;
      first = smaller;
    }
  }

  /**
   * Whether both are good by themselves, as an import checks them.
   *
   * @return OK, or why the first bad one is refused
   */
  public ResultCode verify(RecordRules rules) {
    ResultCode code = rules.check(first).code();
    return code == ResultCode.OK ? rules.check(second).code() : code;
  }

  /** Those whose signatures are below both, provided that {@link #verify} says OK. */
  public List<Bytes> signersOfBoth(RecordRules rules) {
    List<Bytes> others = rules.signatures(second).signers();
    return rules.signatures(first).signers().stream().filter(others::contains).toList();
  }

  /** "SSE1", then each record's binary form behind its length (4 bytes, big endian). */
  public byte[] toBinary() {
    byte[] one = first.toBinary();
    byte[] other = second.toBinary();
    return ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + one.length + other.length)
        .put(MAGIC)
        .putInt(one.length)
        .put(one)
        .putInt(other.length)
        .put(other)
        .array();
  }

  /**
   * Reads what {@link #toBinary} wrote and nothing behind it.
   *
   * @throws IllegalArgumentException when it is none; a {@link RecordException} when a record in it
   *     is none
   */
  public static EquivocationProof read(byte[] binary) {
    try {
      ByteBuffer in = ByteBuffer.wrap(binary);
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      if (!Bytes.of(magic).equals(Bytes.of(MAGIC))) {
        throw new IllegalArgumentException("proof: does not begin with SSE1");
      }
      EquivocationProof proof = new EquivocationProof(take(in), take(in));
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("proof: bytes behind its end");
      }
      return proof;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("proof: ends too early", e);
    }
  }

  private static SignedRecord take(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("proof: ends too early");
    }
    byte[] binary = new byte[length];
    in.get(binary);
    return RecordForm.BINARY.read(binary);
  }
}
