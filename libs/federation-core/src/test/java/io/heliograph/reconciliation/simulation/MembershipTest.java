package io.heliograph.reconciliation.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.member.EpochUnit;
import io.heliograph.reconciliation.member.MemberPhase;
import io.heliograph.reconciliation.node.Figures;
import io.heliograph.reconciliation.node.Input;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator does: members that come, are held and go, providers that are removed. */
class MembershipTest {
  private final Simulation simulation = new Simulation(new Scenario(9, 3, 0, 0, 0, 100));
  private final VirtualInstance one = simulation.honest.get(0);
  private final VirtualInstance other = simulation.honest.get(1);
  private final VirtualInstance third = simulation.honest.get(2);

  @BeforeEach
  void begin() {
    simulation.start();
    simulation.advance(10_000);
    for (VirtualInstance instance : simulation.honest) {
      assertThat(instance.publish("c1 first", false)).isTrue();
    }
    long unused = simulation.converge();
  }

  @Test
  void shouldNeitherDialNorServeARemovedMemberAndKeepWhatCameFromIt() {
    one.take(new Input.MemberUnlisted(third.id()));
    third.take(new Input.MemberUnlisted(one.id()));
    Cid kept = one.database.providers.get(third.source).last();
    simulation.world.wire.cut(Set.of(other.id()));
    assertThat(third.publish("c2 second", false)).isTrue();
    simulation.advance(200_000);

    assertThat(one.database.providers.get(third.source).last()).isEqualTo(kept);
    assertThat(phase(one, third)).isEqualTo(MemberPhase.REMOVED);
    assertThat(one.head(third.id())).isNull();
    assertThat(one.head(other.id())).isNotNull();

    one.take(new Input.MemberListed(third.id(), EpochUnit.SECONDS));
    third.take(new Input.MemberListed(one.id(), EpochUnit.SECONDS));
    simulation.world.wire.heal();
    long unused = simulation.converge();
    assertThat(one.database.providers.get(third.source).last()).isNotEqualTo(kept);
  }

  @Test
  void shouldTakeNothingFromAHeldMemberUntilItIsReleased() {
    one.take(new Input.MemberHeld(other.id()));
    one.take(new Input.MemberHeld(third.id()));
    assertThat(third.publish("c2 second", false)).isTrue();
    simulation.advance(200_000);
    Cid newest = third.database.providers.get(third.source).last();

    assertThat(other.database.providers.get(third.source).last()).isEqualTo(newest);
    assertThat(one.database.providers.get(third.source).last()).isNotEqualTo(newest);
    assertThat(one.head(third.id())).isNotNull();
    one.killAndRestart();
    simulation.advance(60_000);
    assertThat(phase(one, third)).isEqualTo(MemberPhase.HELD);

    one.take(new Input.MemberReleased(third.id()));
    long unused = simulation.converge();
    assertThat(one.database.providers.get(third.source).last()).isEqualTo(newest);
  }

  @Test
  void shouldNotBringARemovedProviderBackUntilItPublishesAgain() {
    one.take(new Input.ProviderRemoved(third.source));
    simulation.advance(200_000);
    one.killAndRestart();
    simulation.advance(200_000);

    assertThat(one.database.providers).containsOnlyKeys(one.source, other.source);
    assertThat(other.database.providers).containsKey(third.source);

    assertThat(third.publish("c2 second", false)).isTrue();
    long unused = simulation.converge();
    assertThat(one.database.providers).containsKey(third.source);
    assertThat(one.database.tombstones).isEmpty();
  }

  @Test
  void shouldSignNothingWhileItsClockIsOff() {
    one.take(new Input.ClockChecked(false));
    long vc = one.database.self.vc();
    assertThat(other.publish("c2 second", false)).isTrue();
    simulation.advance(4_000_000);

    assertThat(one.database.self.vc()).isEqualTo(vc);
    assertThat(one.database.providers.get(other.source).height()).isEqualTo(2);
    assertThat(simulation.world.oracle.counts()).containsKey("alert CLOCK");

    one.take(new Input.ClockChecked(true));
    simulation.advance(10_000);
    assertThat(one.database.self.vc()).isGreaterThan(vc);
  }

  /**
   * Nothing changes: one signed sign of life an hour, and questions that are answered "unchanged".
   */
  @Test
  void shouldBeQuietWhenNothingChanges() {
    simulation.advance(60_000);
    long vc = one.database.self.vc();
    long bytes = simulation.world.wire.bytes();
    long messages = simulation.world.wire.messages();
    simulation.advance(1_800_000);

    assertThat(one.database.self.vc()).isBetween(vc, vc + 1);
    long asked = simulation.world.wire.messages() - messages;
    assertThat(asked).isBetween(300L, 500L);
    assertThat((simulation.world.wire.bytes() - bytes) * 2 / asked).isLessThan(300);
  }

  @Test
  void shouldSayWhereItStands() {
    Figures figures = Objects.requireNonNull(one.node()).figures();
    assertThat(figures.phase()).isEqualTo(Figures.InstancePhase.ACTIVE);
    assertThat(figures.unresolved()).isZero();
    assertThat(figures.members()).containsOnlyKeys(other.id(), third.id());
    assertThat(figures.drift().get(other.id()).lacking()).isZero();

    other.kill();
    third.kill();
    simulation.advance(120_000);
    assertThat(Objects.requireNonNull(one.node()).figures().phase())
        .isEqualTo(Figures.InstancePhase.DEGRADED);
  }

  private static MemberPhase phase(VirtualInstance of, VirtualInstance member) {
    return Objects.requireNonNull(of.node()).figures().members().get(member.id());
  }
}
