package io.heliograph.ipni.snapshot;

import static io.heliograph.ipni.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Refusals;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotReaderTest {
  private static final String AD = "{\"/\":\"bafkreehdwdcefgh4dqkjv67uzcmw7oje\"}";
  private static final String PEER = "12D3KooWPqT2nMDSiXUSx5D7fasaxhxKigVhcqfkKqrLghCq9jxz";
  private final SnapshotReader reader =
      new SnapshotReader(IpniLimits.DEFAULT, SnapshotNames.SPECIFICATION);

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void shouldBeTheSameSnapshotWhenWrittenAndRead(@ForAll long seed) throws IOException {
    Snapshot snapshot = snapshot(seed, new Random(seed).nextInt(30));

    for (Codec codec : new Codec[] {Codec.DAG_JSON, Codec.DAG_CBOR}) {
      byte[] body = snapshot.encode(codec);
      List<ProviderState> providers = new ArrayList<>();
      SnapshotSummary summary = read(body, Cid.of(codec, body), providers);
      assertThat(summary.epoch()).isEqualTo(snapshot.epoch());
      assertThat(summary.vc()).isEqualTo(snapshot.vc());
      assertThat(summary.previous()).isEqualTo(snapshot.previous());
      assertThat(providers).containsExactlyInAnyOrderElementsOf(snapshot.providers());
    }
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void shouldThrowNothingElseAndAcceptOnlyWhatIsWrittenWhenBroken(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Snapshot snapshot = snapshot(seed, random.nextInt(4));
    Codec codec = random.nextBoolean() ? Codec.DAG_JSON : Codec.DAG_CBOR;
    byte[] body = Refusals.broken(snapshot.encode(codec), random);
    List<ProviderState> providers = new ArrayList<>();
    try {
      SnapshotSummary summary = read(body, Cid.of(codec, body), providers);
      if (summary.verdict() == Verdict.ACCEPT) {
        Snapshot again = new Snapshot(summary.epoch(), summary.vc(), summary.previous(), providers);
        // A peer id in the form of a CID is read, and written in base58.
        assertThat(again.encode(codec)).hasSizeBetween(1, body.length);
      }
    } catch (IpniException e) {
      assertThat(e.verdict().isAccepted()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DAG_JSON", "DAG_CBOR"})
  void shouldRefuseEveryBitThatIsTurnedWhenTheCidIsKnown(Codec codec) {
    byte[] body = snapshot(1, 2).encode(codec);
    Cid cid = Cid.of(codec, body);

    for (int bit = 0; bit < 8 * body.length; bit++) {
      byte[] flipped = Refusals.flipped(body, bit);
      assertThat(refusal(() -> read(flipped, cid, new ArrayList<>())))
          .isIn(Verdict.CID_MISMATCH, Verdict.LIMIT_EXCEEDED);
    }
  }

  /** First failure wins, wherever in the body it stands (contract, section 1.5). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"epoch\":-1,\"providers\":{},\"vc\":1}}|MALFORMED",
        "{\"epoch\":-1,\"providers\":{},\"vc\":1,\"vc\":1}|MALFORMED",
        "{\"epoch\":1,\"providers\":{},\"epoch\":1,\"vc\":1}|MALFORMED",
        " {\"epoch\":-1,\"providers\":{},\"vc\":1}|SCHEMA_VIOLATION",
        "[]|SCHEMA_VIOLATION",
        "null|SCHEMA_VIOLATION",
        "{\"epoch\":1,\"providers\":[],\"vc\":1}|SCHEMA_VIOLATION",
        "{\"epoch\":1,\"providers\":null,\"vc\":1}|SCHEMA_VIOLATION",
        "{\"epoch\":\"1\",\"providers\":{},\"vc\":1}|SCHEMA_VIOLATION",
        "{\"epoch\":1,\"providers\":{},\"vc\":99999999999999999999999}|SCHEMA_VIOLATION",
        "{\"epoch\":1,\"providers\":{},\"vc\":1.0}|NON_CANONICAL",
        "{\"epoch\":1,\"previous\":{\"/\":\"bafkreehdwdcefgh4dqkjv67uzcmw7oje\"},\"providers\":{},\"vc\":1}|SCHEMA_VIOLATION",
        "{\"epoch\":1,\"previous\":{\"/\":\"QmaV5GjRci4F5Fdu2pSqpfh51ekS6TTqRGMJ2reczFRMXJ\"},\"providers\":{},\"vc\":1}|SCHEMA_VIOLATION",
        "{\"Entries\":1,\"Provider\":1}|NOT_A_SNAPSHOT",
        "{\"Entries\":1,\"Provider\":1,\"Signature\":1,|MALFORMED",
        "{\"Entries\":1}|SCHEMA_VIOLATION",
        "{\"a\":{\"b\":[1.5,null]},\"epoch\":1,\"providers\":{},\"vc\":1}|ACCEPT_IGNORE_UNKNOWN",
        "{\"a\":[[[[[[[1]]]]]]],\"epoch\":1,\"providers\":{},\"vc\":1}|ACCEPT_IGNORE_UNKNOWN",
        "{\"a\":[[[[[[[[1]]]]]]]],\"epoch\":1,\"providers\":{},\"vc\":1}|LIMIT_EXCEEDED",
      })
  void shouldNameTheFirstFailureWhenThereAreSeveral(String text, Verdict expected) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);

    assertThat(verdict(body, Cid.of(Codec.DAG_JSON, body))).isEqualTo(expected);
    assertThat(verdict(body, Cid.of(Codec.DAG_JSON, new byte[0])))
        .isIn(Verdict.CID_MISMATCH, Verdict.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lastAdvertisement\":AD}|ACCEPT",
        "{\"height\":0,\"lastAdvertisement\":AD}|ACCEPT",
        "{\"height\":-1,\"lastAdvertisement\":AD}|SCHEMA_VIOLATION",
        "{\"height\":null,\"lastAdvertisement\":AD}|SCHEMA_VIOLATION",
        "{\"lastAdvertisement\":null}|SCHEMA_VIOLATION",
        "{\"lastAdvertisement\":\"bafkreehdwdcefgh4dqkjv67uzcmw7oje\"}|SCHEMA_VIOLATION",
        "{\"lastAdvertisement\":AD,\"z\":[]}|ACCEPT_IGNORE_UNKNOWN",
        "{}|SCHEMA_VIOLATION",
        "AD|SCHEMA_VIOLATION",
        "1|SCHEMA_VIOLATION",
      })
  void shouldCheckEachProviderWhenRead(String state, Verdict expected) {
    String text =
        "{\"epoch\":1,\"providers\":{\"" + PEER + "\":" + state.replace("AD", AD) + "},\"vc\":1}";
    byte[] body = text.replace("l" + AD, "lAD").getBytes(StandardCharsets.UTF_8);

    assertThat(verdict(body, Cid.of(Codec.DAG_JSON, body))).isEqualTo(expected);
  }

  @Test
  void shouldStreamWhenThereAreHundredThousandProviders() throws IOException {
    byte[] body = snapshot(3, 100_000).encode(Codec.DAG_JSON);
    int[] count = new int[1];

    SnapshotSummary summary =
        reader.read(
            new ByteArrayInputStream(body), Cid.of(Codec.DAG_JSON, body), state -> count[0]++);

    assertThat(body.length).isBetween(15_000_000, 18_000_000);
    assertThat(summary.providers()).isEqualTo(100_000).isEqualTo(count[0]);
  }

  @Test
  void shouldStopAtTheCapWhenThereAreTooManyProviders() {
    IpniLimits few = limits(1 << 20, 10);
    SnapshotReader strict = new SnapshotReader(few, SnapshotNames.SPECIFICATION);
    byte[] ten = snapshot(1, 10).encode(Codec.DAG_CBOR);
    byte[] eleven = snapshot(1, 11).encode(Codec.DAG_CBOR);

    assertThat(
            refusal(() -> strict.read(stream(eleven), Cid.of(Codec.DAG_CBOR, eleven), state -> {})))
        .isEqualTo(Verdict.LIMIT_EXCEEDED);
    assertThat(refusal(() -> strict.read(stream(ten), Cid.of(Codec.DAG_CBOR, eleven), state -> {})))
        .isEqualTo(Verdict.CID_MISMATCH);
  }

  /** A body without an end is left where the cap is, and nothing of it is kept. */
  @Test
  void shouldStopAtTheCapWhenTheBodyNeverEnds() {
    Endless endless = new Endless();
    SnapshotReader strict =
        new SnapshotReader(limits(1 << 20, 200_000), SnapshotNames.SPECIFICATION);
    Cid cid = Cid.of(Codec.DAG_JSON, new byte[0]);

    assertThat(refusal(() -> strict.read(endless, cid, state -> {})))
        .isEqualTo(Verdict.LIMIT_EXCEEDED);
    assertThat(endless.given).isBetween(1L << 20, (1L << 20) + (64 << 10));
  }

  @Test
  void shouldPassOnWhatTheBodyThrows() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            throw new IOException("reset");
          }
        };

    assertThatThrownBy(() -> reader.read(broken, Cid.of(Codec.DAG_JSON, new byte[0]), state -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("reset");
  }

  @Test
  void shouldRefuseBeforeReadingWhenTheCidIsNoSnapshots() {
    assertThat(refusal(() -> reader.read(stream(new byte[0]), Cid.NO_ENTRIES, state -> {})))
        .isEqualTo(Verdict.SCHEMA_VIOLATION);
  }

  private Verdict verdict(byte[] body, Cid cid) {
    try {
      return read(body, cid, new ArrayList<>()).verdict();
    } catch (IpniException e) {
      return e.verdict();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SnapshotSummary read(byte[] body, Cid cid, List<ProviderState> providers)
      throws IOException {
    return reader.read(stream(body), cid, providers::add);
  }

  private static InputStream stream(byte[] body) {
    return new ByteArrayInputStream(body);
  }

  private static IpniLimits limits(int snapshotBytes, int providers) {
    IpniLimits usual = IpniLimits.DEFAULT;
    return new IpniLimits(
        usual.headBytesMax(),
        snapshotBytes,
        providers,
        usual.depthMax(),
        usual.valueBytesMax(),
        usual.adBytesMax(),
        usual.chunkBytesMax(),
        usual.inflatedBytesMax(),
        usual.gzipRatioMax());
  }

  private static Snapshot snapshot(long seed, int count) {
    Random random = new Random(seed);
    List<ProviderState> providers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[36];
      random.nextBytes(key);
      System.arraycopy(new byte[] {8, 1, 18, 32}, 0, key, 0, 4);
      PeerId peer =
          random.nextInt(4) == 0 ? new PeerId(Multihash.sha256(key).bytes()) : PeerId.ofKey(key);
      long height = random.nextInt(4) == 0 ? ProviderState.NO_HEIGHT : random.nextInt(10_000);
      providers.add(new ProviderState(peer, Cid.of(Codec.DAG_JSON, key), height));
    }
    Optional<Cid> previous =
        random.nextBoolean()
            ? Optional.of(Cid.of(Codec.DAG_CBOR, new byte[] {(byte) seed}))
            : Optional.empty();
    return new Snapshot(
        random.nextLong() >>> (1 + random.nextInt(63)), random.nextInt(1000), previous, providers);
  }

  /** One long list. */
  private static final class Endless extends InputStream {
    private long given;

    @Override
    public int read() {
      given++;
      return given == 1 ? '[' : given % 2 == 0 ? '1' : ',';
    }

    @Override
    public int read(byte[] target, int from, int length) {
      for (int i = 0; i < length; i++) {
        target[from + i] = (byte) read();
      }
      return length;
    }
  }
}
