package io.heliograph.reconciliation.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.DecisionVectors;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.snapshot.Group;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's vectors of the conflict algorithm: what is fetched, decided and applied. */
class ProviderDecisionsTest {
  private static final PeerId P1 =
      DecisionVectors.ads()
          .get(
              DecisionVectors.cid(
                  DecisionVectors.section("advertisementChainP1").getFirst().get("cid")))
          .provider();
  private static final GroupPolicy OPEN =
      new GroupPolicy(Group.DEFAULT, false, Map.of(), Map.of(), Set.of(), Set.of());

  static Stream<Arguments> vectors() {
    return DecisionVectors.section("providerDecisions").stream()
        .map(vector -> Arguments.of(vector.get("name").asText(), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void shouldDecideAsTheVectorSays(String name, JsonNode vector) {
    AdRef local = ref(vector.get("local"));
    AdRef remote = Objects.requireNonNull(ref(vector.get("remote")));
    WalkDriver driver = new WalkDriver();
    driver.available.putAll(DecisionVectors.ads());
    driver.process(local == null ? null : local.cid());
    DecisionVectors.cids(vector.get("missing")).forEach(driver.available::remove);
    driver.head = DecisionVectors.cid(vector.get("providerHead"));
    ProviderEntry entry =
        local == null ? null : new ProviderEntry(local.cid(), local.height(), null);

    ProviderDecision decision =
        driver.run(new WalkTarget(P1, remote), entry, null, WalkLimits.DEFAULT, OPEN);

    assertThat(nameOf(decision)).isEqualTo(vector.get("decision").asText());
    assertThat(after(decision, local, remote)).isEqualTo(ref(vector.get("result")));
    if (vector.has("alert")) {
      assertThat(decision.alert()).isEqualTo(AlertKind.valueOf(vector.get("alert").asText()));
    }
    if (vector.has("fetchOrder")) {
      assertThat(driver.fetched).isEqualTo(DecisionVectors.cids(vector.get("fetchOrder")));
    }
    if (vector.has("applyOrder")) {
      assertThat(steps(decision))
          .extracting(AdStep::cid)
          .isEqualTo(DecisionVectors.cids(vector.get("applyOrder")));
    }
    if (decision instanceof ProviderDecision.KeepLocal(boolean hintWrong, var ignored)) {
      assertThat(hintWrong).isEqualTo(name.contains("wrong height hint"));
    }
    if (decision instanceof ProviderDecision.Partial(var ignored, Cid truncatedAt, var confirmed)) {
      assertThat(DecisionVectors.cids(vector.get("missing"))).containsExactly(truncatedAt);
    }
  }

  /** FETCH_FULL_CHAIN of FetchFullChain. */
  private static String nameOf(ProviderDecision decision) {
    return decision
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])([A-Z])", "_$1")
        .toUpperCase(Locale.ROOT);
  }

  private static List<AdStep> steps(ProviderDecision decision) {
    return switch (decision) {
      case ProviderDecision.FetchFullChain(List<AdStep> steps, var confirmed) -> steps;
      case ProviderDecision.Advance(List<AdStep> steps, var after, var wrong, var confirmed) ->
          steps;
      case ProviderDecision.SwitchChain(var ancestor, List<AdStep> steps) -> steps;
      case ProviderDecision.Partial(List<AdStep> steps, var gone, var confirmed) -> steps;
      default -> List.of();
    };
  }

  private static @Nullable AdRef after(
      ProviderDecision decision, @Nullable AdRef local, AdRef remote) {
    return switch (decision) {
      case ProviderDecision.FetchFullChain(List<AdStep> steps, var confirmed) ->
          new AdRef(remote.cid(), steps.size());
      case ProviderDecision.Advance(var steps, AdRef after, var wrong, var confirmed) -> after;
      case ProviderDecision.SwitchChain(AdRef ancestor, List<AdStep> steps) ->
          new AdRef(remote.cid(), steps.size() + (ancestor == null ? 0 : ancestor.height()));
      case ProviderDecision.Partial ignored -> AdRef.of(remote.cid());
      default -> local;
    };
  }

  private static @Nullable AdRef ref(@Nullable JsonNode node) {
    return node == null || node.isNull()
        ? null
        : new AdRef(
            Cid.parse(node.get("lastAdvertisement").asText()), node.path("height").asLong(0));
  }
}
