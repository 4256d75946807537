package io.heliograph.bench.record;

import io.heliograph.record.Bytes;
import io.heliograph.record.RecordForm;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.key.OwnerKeyPair;
import io.heliograph.record.large.ChunkCodec;
import io.heliograph.record.large.DataMap;
import io.heliograph.record.large.LargeValue;
import io.heliograph.record.rule.Decision;
import io.heliograph.record.rule.JdkVerifier;
import io.heliograph.record.rule.Operation;
import io.heliograph.record.rule.Profile;
import io.heliograph.record.rule.RecordRules;
import io.heliograph.record.rule.RulePolicy;
import io.heliograph.record.rule.StoredRecord;
import io.heliograph.record.seal.ContentKey;
import io.heliograph.record.sign.Draft;
import io.heliograph.record.sign.NextVersion;
import io.heliograph.record.sign.PrivateKeySigner;
import io.heliograph.record.sign.SigningException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One owner, 1 KiB of data; what a check costs beside its verification is the second figure. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
public class RecordBenchmark {
  private static final int DATA_BYTES = 1024;
  private static final int LARGE_BYTES = 10_000_000;

  /** The base point of X25519: a recipient whose private key everybody knows. */
  private static final Bytes RECIPIENT = Bytes.ofHex("09" + "00".repeat(31));

  private final RecordRules rules = new RecordRules();

  /** Takes any signature: what remains is everything else. */
  private final RecordRules unverified =
      new RecordRules(Profile.FEDERATION, RulePolicy.DEFAULT, (key, message, signature) -> true);

  private final JdkVerifier verifier = new JdkVerifier();
  private final ContentKey contentKey = ContentKey.generate(new SecureRandom());
  private final byte[] large = new byte[LARGE_BYTES];

  private SignedRecord next = signedFirst(OwnerKeyPair.generate());
  private StoredRecord stored = StoredRecord.of(next, true);
  private byte[] binary = {};
  private byte[] json = {};

  /** A stored record and its next version. */
  @Setup
  public void prepare() throws IOException, SigningException {
    OwnerKeyPair owner = OwnerKeyPair.generate();
    SignedRecord first = signedFirst(owner);
    stored = StoredRecord.of(first, true);
    next = signed(NextVersion.update(first, Bytes.of(new byte[DATA_BYTES])), owner);
    binary = next.toBinary();
    json = next.toJson();
    new Random(1).nextBytes(large);
  }

  private static SignedRecord signedFirst(OwnerKeyPair owner) {
    try {
      return signed(
          NextVersion.create(
              1,
              Bytes.of(new byte[SignedRecord.IDENTIFIER_LENGTH]),
              Bytes.EMPTY,
              List.of(owner.publicKey())),
          owner);
    } catch (IOException | SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignedRecord signed(SignedRecord record, OwnerKeyPair owner)
      throws IOException, SigningException {
    RecordRules rules = new RecordRules();
    return Draft.of(record, rules)
        .signedBy(new PrivateKeySigner(owner.privateKey()), rules)
        .record();
  }

  /** A Post, read from its binary form and checked. */
  @Benchmark
  public Decision post() {
    return rules.decide(Operation.POST, null, RecordForm.BINARY.read(binary), stored);
  }

  /** The same without verification. */
  @Benchmark
  public Decision postUnverified() {
    return unverified.decide(Operation.POST, null, RecordForm.BINARY.read(binary), stored);
  }

  /** The verification alone. */
  @Benchmark
  public boolean verify() {
    return verifier.verify(
        next.ownerKeys().getFirst().toArray(),
        next.signedBytes(),
        next.signatures().getFirst().toArray());
  }

  /** Reading JSON. */
  @Benchmark
  public SignedRecord readJson() {
    return RecordForm.JSON.read(json);
  }

  /** Ten megabytes into chunks. */
  @Benchmark
  public DataMap split() throws IOException {
    return LargeValue.split(
        new ByteArrayInputStream(large), ChunkCodec.PLAIN, List.of(), (name, value) -> {});
  }

  /** Ten megabytes into encrypted chunks. */
  @Benchmark
  public long splitEncrypted() throws IOException {
    long[] stored = {0};
    LargeValue.split(
        new ByteArrayInputStream(large),
        contentKey,
        List.of(contentKey.wrapFor(RECIPIENT)),
        (name, value) -> stored[0] += value.length);
    return stored[0];
  }
}
