package io.heliograph.reconciliation.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.reconciliation.DecisionVectors;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.snapshot.SnapshotRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's vectors of the order of one member's snapshots. */
class MemberDecisionsTest {
  static Stream<Arguments> vectors() {
    return DecisionVectors.section("memberDecisions").stream()
        .map(vector -> Arguments.of(vector.get("name").asText(), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void shouldDecideAsTheVectorSays(String name, JsonNode vector) {
    SnapshotRef seen = vector.get("seen").isNull() ? null : ref(vector.get("seen"));
    SnapshotRef offered = ref(vector.get("snapshot"));
    Cid previous = DecisionVectors.cid(vector.get("snapshot").get("previous"));
    long now = vector.path("now").asLong(offered.epoch());

    MemberDecision decision =
        decide(seen, new SnapshotFacts(offered, previous, Map.of()), now * 1_000);

    assertThat(decision.outcome().name()).isEqualTo(vector.get("decision").asText());
    assertThat(decision.alert())
        .isEqualTo(vector.has("alert") ? AlertKind.valueOf(vector.get("alert").asText()) : null);
  }

  private static MemberDecision decide(
      @Nullable SnapshotRef seen, SnapshotFacts offered, long nowMillis) {
    return switch (MemberOrder.order(seen, offered.ref(), EpochUnit.SECONDS, nowMillis)) {
      case MemberOrder.Decided(MemberDecision decision) -> decision;
      case MemberOrder.Walk(int stepsMax) -> {
        SnapshotRef known = Objects.requireNonNull(seen);
        HistoryWalk walk = new HistoryWalk(known.cid(), offered, stepsMax);
        while (walk.next() != null) {
          walk.missing();
        }
        yield MemberOrder.afterWalk(known, offered.ref(), Objects.requireNonNull(walk.result()));
      }
    };
  }

  private static SnapshotRef ref(JsonNode node) {
    Cid named = DecisionVectors.cid(node.get("cid"));
    byte[] body = node.toString().getBytes(StandardCharsets.UTF_8);
    Cid cid = named == null ? Cid.of(Codec.DAG_JSON, body) : named;
    return new SnapshotRef(node.get("vc").asLong(), node.get("epoch").asLong(), cid);
  }
}
