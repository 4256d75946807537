package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.migration.MigrationCodec.End;
import io.heliograph.migration.Migrations.Command;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the log of migrations says, record by record. */
class MigrationStateTest {
  private static final long NOW = 1_000_000;
  private static final CopyTask FIRST = new CopyTask("azul.p.system.insert", "id-1", 0, 5, 25);
  private static final CopyTask SECOND = new CopyTask("azul.p.system.insert", "id-1", 1, 0, 10);

  private static final MigrationCodec CODEC = new MigrationCodec(new PlainValues());

  private final MigrationState known =
      new MigrationState(CODEC, InstantSource.fixed(Instant.ofEpochMilli(NOW)));

  private static Definition definition(String id) {
    return new Definition(
        id,
        7,
        "a:1",
        "p",
        "cluster",
        true,
        List.of(FIRST, SECOND),
        List.of(new Selection.LeftOut("azul.p.x", "denied")));
  }

  private void apply(byte[] key, byte[] value) {
    known.apply(key, value, NOW);
  }

  @Test
  void shouldTellADefinitionAsItWasWritten() {
    apply(MigrationCodec.definitionKey("one"), CODEC.encode(definition("one")));

    Migration migration = known.find("one").orElseThrow();
    assertThat(migration.definition()).isEqualTo(definition("one"));
    assertThat(migration.state()).isEqualTo(State.RUNNING);
    assertThat(migration.remaining()).isEqualTo(30);
    assertThat(migration.of(FIRST)).isEqualTo(Progress.at(5));
  }

  @Test
  void shouldCountWhatTransactionsWrote() {
    apply(MigrationCodec.definitionKey("one"), CODEC.encode(definition("one")));
    Progress progress = new Progress(15, 6, 1, 2, 1);
    apply(MigrationCodec.progressKey("one", FIRST), CODEC.encode(progress));
    RejectedRecord reject = new RejectedRecord(FIRST.topic(), 0, 11, "broken");
    apply(MigrationCodec.rejectKey("one", reject), CODEC.encodeReason("broken"));
    apply(MigrationCodec.positionKey("cluster", FIRST), CODEC.encodePosition(15));

    Migration migration = known.find("one").orElseThrow();
    assertThat(migration.of(FIRST)).isEqualTo(progress);
    assertThat(migration.remaining()).isEqualTo(20);
    assertThat(migration.total().copied()).isEqualTo(6);
    assertThat(migration.rejects()).containsExactly(reject);
    assertThat(migration.recordsPerSecond()).isEqualTo(9);
    assertThat(known.position("cluster", FIRST.topic(), "id-1", 0)).hasValue(15);
    assertThat(known.position("cluster", FIRST.topic(), "id-2", 0)).isEmpty();
    assertThat(known.position("other", FIRST.topic(), "id-1", 0)).isEmpty();
  }

  @Test
  void shouldFollowCommandsUntilItHasEnded() {
    apply(MigrationCodec.definitionKey("one"), CODEC.encode(definition("one")));
    apply(MigrationCodec.definitionKey("two"), CODEC.encode(definition("two")));
    apply(MigrationCodec.commandKey("one"), CODEC.encode(Command.PAUSE));
    assertThat(known.state("one")).isEqualTo(State.PAUSED);
    apply(MigrationCodec.commandKey("one"), CODEC.encode(Command.RUN));
    assertThat(known.state("one")).isEqualTo(State.RUNNING);
    apply(MigrationCodec.commandKey("one"), CODEC.encode(Command.CANCEL));
    assertThat(known.state("one")).isEqualTo(State.CANCELLING);
    assertThat(known.open().map(Migration::id)).contains("one");

    apply(MigrationCodec.endKey("one"), CODEC.encode(new End(true, 9)));

    assertThat(known.state("one")).isEqualTo(State.CANCELLED);
    assertThat(known.find("one").map(Migration::endedMillis)).contains(9L);
    assertThat(known.open().map(Migration::id)).contains("two");
    apply(MigrationCodec.endKey("two"), CODEC.encode(new End(false, 9)));
    assertThat(known.state("two")).isEqualTo(State.DONE);
    assertThat(known.open()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldForgetWhatTombstonesTakeButNotHowFarPartitionsAre() {
    apply(MigrationCodec.definitionKey("one"), CODEC.encode(definition("one")));
    apply(MigrationCodec.positionKey("cluster", FIRST), CODEC.encodePosition(15));
    apply(MigrationCodec.definitionKey("one"), null);

    assertThat(known.all()).isEmpty();
    assertThat(known.position("cluster", FIRST.topic(), "id-1", 0)).hasValue(15);
  }

  @Test
  void shouldPassOverWhatItCannotRead() {
    apply("m/x".getBytes(UTF_8), new byte[] {9});
    apply("c/nobody".getBytes(UTF_8), new byte[] {1});
    apply("strange".getBytes(UTF_8), new byte[] {1});
    apply(MigrationCodec.definitionKey("one"), CODEC.encode(definition("one")));
    apply("t/one/topic/notanumber".getBytes(UTF_8), CODEC.encode(Progress.at(3)));
    apply("c/one".getBytes(UTF_8), new byte[] {1, 2, 'X'});

    assertThat(known.all()).hasSize(1);
    assertThat(known.state("one")).isEqualTo(State.RUNNING);
  }
}
