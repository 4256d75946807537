package io.heliograph.reconciliation.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.reconciliation.member.MemberPhase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the contract's table 3.8 that is a decision: refused, alerted, nobody else hurt. */
class AdversaryTest {
  @ParameterizedTest
  @CsvSource({
    "ROLLBACK, ROLLBACK, ",
    "EQUIVOCATE, EQUIVOCATION, QUARANTINED",
    "SKEW, EPOCH_SKEW, ",
    "REGRESS, EPOCH_REGRESSION, ",
    "REPLACE, CHAIN_REPLACED|EQUIVOCATION, ",
    "FOREIGN, FOREIGN_AD, ",
    "INVENT, FOREIGN_AD, ",
    "FORGE, FOREIGN_AD, ",
    "FORGE_REMOVAL, PROVIDER_FORK, ",
    "STALE_AD, HINTS_IGNORED, ",
    "GIANT, EXCHANGE_REFUSED, ",
    "WRONG_BODY, EXCHANGE_REFUSED, ",
    "SYBIL, PROVIDERS_WAITING, ",
    "ENDLESS, CHAIN_TOO_LONG, ",
    "FORK, PROVIDER_FORK, "
  })
  void shouldRefuseAndAlertAndLeaveOthersAlone(Liar.Trick trick, String alert, MemberPhase phase) {
    Simulation simulation =
        new Simulation(new Scenario(1, 3, 0, 0, 0, 100), Set.of(Liar.Trick.HONEST, trick));
    simulation.start();
    int published = 0;
    for (int i = 0; i < 20; i++) {
      simulation.advance(10_000);
      for (VirtualInstance instance : simulation.honest) {
        published += instance.publish() ? 1 : 0;
      }
    }
    assertThat(published).isGreaterThan(50);

    long millis = simulation.converge();
    simulation.advance(600_000);

    assertThat(millis).isLessThan(30_000);
    assertThat(simulation.world.oracle.counts().keySet())
        .as("alerts")
        .anyMatch(what -> what.matches("alert (" + alert + ")"));
    List<VirtualInstance> honest = simulation.honest;
    for (VirtualInstance instance : honest) {
      var members = Objects.requireNonNull(instance.node()).figures().members();
      for (VirtualInstance other : honest) {
        if (other != instance) {
          assertThat(members.get(other.id()).isTrusted()).as("an honest member").isTrue();
        }
      }
      if (phase != null) {
        assertThat(members.get(simulation.liars.getFirst().id())).isEqualTo(phase);
      }
    }
    if (trick == Liar.Trick.EQUIVOCATE) {
      assertThat(honest).allSatisfy(one -> assertThat(one.database.evidence).hasSize(1));
    }
  }
}
