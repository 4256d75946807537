package io.heliograph.ipni.snapshot;

import static io.heliograph.ipni.Vectors.hex;
import static io.heliograph.ipni.Vectors.text;
import static io.heliograph.ipni.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Vectors;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Multihash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotVectorTest {
  static Stream<JsonNode> snapshots() {
    return Vectors.items("snapshots");
  }

  static Stream<JsonNode> negativeSnapshots() {
    return Vectors.items("negativeSnapshots");
  }

  static Stream<JsonNode> negativeCbor() {
    return Vectors.items("negativeCbor");
  }

  static Stream<JsonNode> prototypeSnapshots() {
    return Vectors.items("prototypeSnapshots");
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void shouldReadAndWriteTheVectorWhenItIsValid(JsonNode vector) throws IOException {
    byte[] json = utf8(vector, "dagJson");
    byte[] cbor = hex(vector, "dagCborHex");
    Cid cid = Cid.parse(text(vector, "cid"));
    Cid cborCid = Cid.parse(text(vector, "cidDagCbor"));

    Snapshot fromJson = read(json, cid);
    Snapshot fromCbor = read(cbor, cborCid);

    for (Snapshot snapshot : List.of(fromJson, fromCbor)) {
      assertThat(snapshot.encode(Codec.DAG_JSON)).isEqualTo(json);
      assertThat(snapshot.encode(Codec.DAG_CBOR)).isEqualTo(cbor);
    }
    assertThat(Cid.of(Codec.DAG_JSON, json)).isEqualTo(cid);
    assertThat(Cid.of(Codec.DAG_CBOR, cbor)).isEqualTo(cborCid);
    assertThat(fromJson.providers()).containsExactlyInAnyOrderElementsOf(fromCbor.providers());
  }

  private static Snapshot read(byte[] body, Cid cid) throws IOException {
    List<ProviderState> providers = new ArrayList<>();
    SnapshotSummary summary =
        new SnapshotReader(IpniLimits.DEFAULT, SnapshotNames.SPECIFICATION)
            .read(new ByteArrayInputStream(body), cid, providers::add);
    assertThat(summary.verdict()).isEqualTo(Verdict.ACCEPT);
    assertThat(summary.providers()).isEqualTo(providers.size());
    assertThat(summary.bytes()).isEqualTo(body.length);
    return new Snapshot(summary.epoch(), summary.vc(), summary.previous(), providers);
  }

  @ParameterizedTest
  @MethodSource("negativeSnapshots")
  void shouldGiveTheVectorsVerdictWhenASnapshotIsBad(JsonNode vector) {
    Cid cid = Cid.parse(text(vector, "requestedCid"));

    assertThat(verdict(utf8(vector, "bodyUtf8"), cid))
        .isEqualTo(Verdict.valueOf(text(vector, "expect")));
  }

  @ParameterizedTest
  @MethodSource("negativeCbor")
  void shouldGiveTheVectorsVerdictWhenCborIsBad(JsonNode vector) {
    byte[] body = hex(vector, "bodyHex");
    Cid cid = Cid.parse(text(vector, "cid"));

    assertThat(cid.hash()).isEqualTo(Multihash.sha256(body));
    assertThat(verdict(body, cid)).isEqualTo(Verdict.valueOf(text(vector, "expect")));
  }

  /** The verdict on a body, and on its place in the chain where the vectors have its previous. */
  private static Verdict verdict(byte[] body, Cid cid) {
    SnapshotReader reader = new SnapshotReader(IpniLimits.DEFAULT, SnapshotNames.SPECIFICATION);
    try {
      SnapshotSummary summary = reader.read(new ByteArrayInputStream(body), cid, state -> {});
      if (summary.previous().isPresent()) {
        Cid previous = summary.previous().get();
        JsonNode former =
            snapshots()
                .filter(one -> text(one, "cid").equals(previous.toString()))
                .findFirst()
                .orElseThrow();
        summary.requireAfter(
            reader.read(new ByteArrayInputStream(utf8(former, "dagJson")), previous, state -> {}));
      }
      return summary.verdict();
    } catch (IpniException e) {
      return e.verdict();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("prototypeSnapshots")
  void shouldReadTheSameWhenASnapshotIsOfThePrototype(JsonNode vector) throws IOException {
    byte[] body = utf8(vector, "dagJson");
    Cid cid = Cid.parse(text(vector, "cid"));
    List<ProviderState> providers = new ArrayList<>();

    SnapshotSummary summary =
        new SnapshotReader(IpniLimits.DEFAULT, SnapshotNames.STI_2024)
            .read(new ByteArrayInputStream(body), cid, providers::add);

    JsonNode same = Vectors.item("snapshots", "s04-mixed-key-lengths");
    Snapshot snapshot = new Snapshot(summary.epoch(), summary.vc(), summary.previous(), providers);
    assertThat(snapshot.encode(Codec.DAG_JSON)).isEqualTo(utf8(same, "dagJson"));
    // and the specification's names are not those
    assertThat(verdict(body, cid)).isEqualTo(Verdict.SCHEMA_VIOLATION);
  }
}
