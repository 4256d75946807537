package io.heliograph.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessPolicyTest {
  private static final Principal PLUGIN = Callers.with("plugin-one", Role.PLUGIN);
  private static final Principal INGESTOR = Callers.with("ingest", Role.INGESTOR);
  private static final Principal OPERATOR = Callers.with("ops", Role.OPERATOR);
  private static final Principal MEMBER = Callers.with("federation", Role.MEMBER);

  static List<AccessTable.Row> rows() {
    return AccessTable.ROWS;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldPermitTheRolesOfARowAndNoOthers(AccessTable.Row row) {
    for (Role role : Role.values()) {
      assertThat(AccessPolicy.refusal(Callers.with("x", role), row.action(), row.model()).isEmpty())
          .as("%s %s %s", role, row.action(), row.model())
          .isEqualTo(row.roles().contains(role));
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void shouldDenyEveryActionToACallerWithoutARole(Action action) {
    for (String model : List.of("", "binary", "declared", "status", "delete", "unheard-of")) {
      assertThat(AccessPolicy.refusal(Callers.with("stranger"), action, model)).isPresent();
      assertThat(AccessPolicy.refusal(Principal.ANYBODY, action, model)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void shouldDenyWhatNoRowNamesToEverybody(Action action) {
    Principal everything = Callers.with("x", Role.values());

    assertThat(AccessPolicy.refusal(everything, action, "unheard-of")).isPresent();
    assertThat(AccessTable.ROWS).anyMatch(row -> row.action() == action);
  }

  @Test
  void shouldHaveOneRowForAnActionAndAModel() {
    assertThat(AccessTable.ROWS.stream().map(row -> row.action() + row.model()))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldNameTheCallerAndTheRightWhenItIsRefused() {
    assertThat(AccessPolicy.refusal(PLUGIN, Action.PUBLISH, "delete"))
        .contains("role: plugin-one may not publish events of model delete");
  }

  @Test
  void shouldKeepAPluginToItsOwnNames() {
    assertThat(AccessPolicy.consumes(PLUGIN, "plugin-one")).isEmpty();
    assertThat(AccessPolicy.consumes(PLUGIN, "plugin-two")).isPresent();
    assertThat(AccessPolicy.consumes(PLUGIN, "")).isPresent();
    assertThat(AccessPolicy.consumes(INGESTOR, "plugin-one")).isPresent();
    assertThat(AccessPolicy.consumes(Principal.ANYBODY, "")).isEmpty();
    assertThat(published(PLUGIN, "binary", "plugin-one", "samples")).isTrue();
    assertThat(published(PLUGIN, "binary", "plugin-two", "samples")).isFalse();
    assertThat(published(PLUGIN, "binary", "plugin-one", "incidents")).isFalse();
  }

  @Test
  void shouldLetAnIngestorNameOtherAuthorsButSettleNobodysLease() {
    assertThat(published(INGESTOR, "binary", "anybody", "samples")).isTrue();
    assertThat(published(INGESTOR, "binary", "anybody", "incidents")).isFalse();
    assertThat(published(INGESTOR, "insert", "anybody", "")).isTrue();
    assertThat(published(INGESTOR, "status", "plugin-one", "samples")).isFalse();
    assertThat(published(INGESTOR, "plugin", "plugin-one", "")).isFalse();
    assertThat(published(Callers.with("both", Role.PLUGIN, Role.INGESTOR), "status", "x", ""))
        .isFalse();
  }

  @Test
  void shouldLetAnOperatorDeleteInTheNameOfAPersonAndNothingElse() {
    assertThat(published(OPERATOR, "delete", "a person", "")).isTrue();
    assertThat(published(OPERATOR, "binary", "a person", "samples")).isFalse();
  }

  @Test
  void shouldLetAMemberNameAnyAuthorOnBehalfOnly() {
    assertThat(AccessPolicy.publishes(MEMBER, "binary", "theirs", "samples", true)).isEmpty();
    assertThat(AccessPolicy.publishes(MEMBER, "binary", "theirs", "incidents", true)).isPresent();
    assertThat(AccessPolicy.publishes(MEMBER, "binary", "theirs", "samples", false)).isPresent();
    assertThat(AccessPolicy.refusal(MEMBER, Action.PUBLISH, "binary")).isPresent();
    assertThat(AccessPolicy.refusal(MEMBER, Action.PUBLISH_ON_BEHALF, "status")).isPresent();
  }

  @Test
  void shouldRefuseTheFirstOfSeveralSourcesThatIsNotGranted() {
    assertThat(AccessPolicy.refusal(PLUGIN, List.of("samples"))).isEmpty();
    assertThat(AccessPolicy.refusal(PLUGIN, List.of())).isEmpty();
    assertThat(AccessPolicy.refusal(PLUGIN, List.of("samples", "incidents", "watch")))
        .contains("source 'incidents' is not granted to plugin-one");
  }

  /** Roles and grants only ever add: whoever has less may do nothing that more may not. */
  @Test
  void shouldNeverTakeAnythingAwayWhenARoleIsAdded() {
    long seed = Long.getLong("heliograph.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Role> all = List.of(Role.values());
    for (int turn = 0; turn < 5_000; turn++) {
      Role[] some =
          Stream.of(Role.values()).filter(role -> random.nextBoolean()).toArray(Role[]::new);
      Role[] more =
          Stream.concat(Stream.of(some), Stream.of(all.get(random.nextInt(all.size()))))
              .distinct()
              .toArray(Role[]::new);
      AccessTable.Row row = AccessTable.ROWS.get(random.nextInt(AccessTable.ROWS.size()));
      boolean before =
          AccessPolicy.refusal(Callers.with("x", some), row.action(), row.model()).isEmpty();
      boolean after =
          AccessPolicy.refusal(Callers.with("x", more), row.action(), row.model()).isEmpty();

      assertThat(after || !before).as("seed %d: %s of %s", seed, row, Set.of(more)).isTrue();
    }
  }

  private static boolean published(Principal caller, String model, String author, String source) {
    return AccessPolicy.publishes(caller, model, author, source, false).isEmpty();
  }
}
