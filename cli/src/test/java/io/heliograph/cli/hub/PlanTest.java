package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.local.ServerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final ServiceDefinition DISPATCHER =
      new ServiceDefinition(
          "dispatcher", "dispatcher-svc", 8111, 9111, Set.of(ServerKind.KAFKA), List.of());
  private static final ServiceDefinition LEDGER =
      new ServiceDefinition(
          "ledger", "ledger-svc", 8120, 9120, Set.of(ServerKind.POSTGRESQL), List.of());

  @Test
  void shouldRunKafkaAndRedisWhenThereIsNoService() {
    Plan plan = Plan.of(options(0), List.of());

    assertThat(plan.servers())
        .containsExactlyInAnyOrder(
            new Plan.PlannedServer(ServerKind.KAFKA, 19_092),
            new Plan.PlannedServer(ServerKind.REDIS, 16_379));
    assertThat(plan.services()).isEmpty();
  }

  @Test
  void shouldStartPostgresqlOnlyWhenAServiceNeedsIt() {
    assertThat(Plan.of(options(0), List.of(DISPATCHER, LEDGER)).servers())
        .contains(new Plan.PlannedServer(ServerKind.POSTGRESQL, 15_432));
    assertThat(Plan.of(options(0), List.of(DISPATCHER)).servers())
        .extracting(Plan.PlannedServer::kind)
        .doesNotContain(ServerKind.POSTGRESQL);
  }

  @Test
  void shouldStartS3OnlyWhenAskedTo() {
    UpOptions asked = new UpOptions(false, List.of(), given(null, null, true));

    assertThat(Plan.of(asked, List.of(DISPATCHER)).servers())
        .contains(new Plan.PlannedServer(ServerKind.S3, 19_000));
    assertThat(Plan.of(options(0), List.of(DISPATCHER)).servers())
        .extracting(Plan.PlannedServer::kind)
        .doesNotContain(ServerKind.S3);
  }

  @Test
  void shouldShiftEveryPortWhenGivenAnOffset() {
    Plan plan = Plan.of(options(1000), List.of(DISPATCHER));

    assertThat(plan.servers())
        .extracting(Plan.PlannedServer::port)
        .containsExactlyInAnyOrder(20_092, 17_379);
    assertThat(plan.services()).containsExactly(new Plan.PlannedService(DISPATCHER, 9111, 10_111));
  }

  @Test
  void shouldAddWhatAServiceNeedsWhenOnlyItIsNamed() {
    Plan plan = Plan.of(options(0, "ledger"), List.of(DISPATCHER, LEDGER));

    assertThat(plan.servers())
        .containsExactly(new Plan.PlannedServer(ServerKind.POSTGRESQL, 15_432));
    assertThat(plan.services()).extracting(Plan.PlannedService::definition).containsExactly(LEDGER);
  }

  @Test
  void shouldNameTheKnownPartsWhenOnlyNamesAnUnknownOne() {
    assertThatThrownBy(() -> Plan.of(options(0, "kafak"), List.of(DISPATCHER)))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("kafak")
        .hasMessageContaining("[dispatcher, kafka, postgresql, redis, s3]");
  }

  @Test
  void shouldRefuseAnOffsetWhenItLeavesTheRangeOfPorts() {
    assertThatThrownBy(() -> Plan.of(options(60_000), List.of()))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("--port-offset 60000");
  }

  @Test
  void shouldRefuseAHostWhenItIsAName() {
    assertThatThrownBy(() -> given(null, "localhost", null))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("localhost");
  }

  private static UpOptions options(int portOffset, String... only) {
    return new UpOptions(false, List.of(only), given(portOffset, null, null));
  }

  private static HubOptions given(
      @Nullable Integer portOffset, @Nullable String host, @Nullable Boolean s3) {
    return new GivenOptions(portOffset, Map.of(), host, s3, null, null, null, null)
        .over(HubOptions.DEFAULTS);
  }
}
