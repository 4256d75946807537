package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.migration.MigrationCodec.Command;
import io.heliograph.migration.MigrationCodec.End;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the log of migrations says, record by record. */
class MigrationBookTest {
  private static final long NOW = 1_000_000;
  private static final Part FIRST = new Part("azul.p.system.insert", "id-1", 0, 5, 25);
  private static final Part SECOND = new Part("azul.p.system.insert", "id-1", 1, 0, 10);

  private final MigrationBook book =
      new MigrationBook(InstantSource.fixed(Instant.ofEpochMilli(NOW)));

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
    book.apply(key, value, NOW);
  }

  @Test
  void shouldTellADefinitionAsItWasWritten() {
    apply(MigrationCodec.definitionKey("one"), MigrationCodec.encode(definition("one")));

    Migration migration = book.find("one").orElseThrow();
    assertThat(migration.definition()).isEqualTo(definition("one"));
    assertThat(migration.state()).isEqualTo(State.RUNNING);
    assertThat(migration.remaining()).isEqualTo(30);
    assertThat(migration.of(FIRST)).isEqualTo(Progress.at(5));
  }

  @Test
  void shouldCountWhatTransactionsWrote() {
    apply(MigrationCodec.definitionKey("one"), MigrationCodec.encode(definition("one")));
    Progress progress = new Progress(15, 6, 1, 2, 1);
    apply(MigrationCodec.progressKey("one", FIRST), MigrationCodec.encode(progress));
    Reject reject = new Reject(FIRST.topic(), 0, 11, "broken");
    apply(MigrationCodec.rejectKey("one", reject), MigrationCodec.encodeReason("broken"));
    apply(MigrationCodec.positionKey("cluster", FIRST), MigrationCodec.encodePosition(15));

    Migration migration = book.find("one").orElseThrow();
    assertThat(migration.of(FIRST)).isEqualTo(progress);
    assertThat(migration.remaining()).isEqualTo(20);
    assertThat(migration.total().copied()).isEqualTo(6);
    assertThat(migration.rejects()).containsExactly(reject);
    assertThat(migration.recordsPerSecond()).isEqualTo(9);
    assertThat(book.position("cluster", FIRST.topic(), "id-1", 0)).hasValue(15);
    assertThat(book.position("cluster", FIRST.topic(), "id-2", 0)).isEmpty();
    assertThat(book.position("other", FIRST.topic(), "id-1", 0)).isEmpty();
  }

  @Test
  void shouldFollowCommandsUntilItHasEnded() {
    apply(MigrationCodec.definitionKey("one"), MigrationCodec.encode(definition("one")));
    apply(MigrationCodec.definitionKey("two"), MigrationCodec.encode(definition("two")));
    apply(MigrationCodec.commandKey("one"), MigrationCodec.encode(Command.PAUSE));
    assertThat(book.state("one")).isEqualTo(State.PAUSED);
    apply(MigrationCodec.commandKey("one"), MigrationCodec.encode(Command.RUN));
    assertThat(book.state("one")).isEqualTo(State.RUNNING);
    apply(MigrationCodec.commandKey("one"), MigrationCodec.encode(Command.CANCEL));
    assertThat(book.state("one")).isEqualTo(State.CANCELLING);
    assertThat(book.open().map(Migration::id)).contains("one");

    apply(MigrationCodec.endKey("one"), MigrationCodec.encode(new End(true, 9)));

    assertThat(book.state("one")).isEqualTo(State.CANCELLED);
    assertThat(book.find("one").map(Migration::endedMillis)).contains(9L);
    assertThat(book.open().map(Migration::id)).contains("two");
    apply(MigrationCodec.endKey("two"), MigrationCodec.encode(new End(false, 9)));
    assertThat(book.state("two")).isEqualTo(State.DONE);
    assertThat(book.open()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldForgetWhatTombstonesTakeButNotHowFarPartitionsAre() {
    apply(MigrationCodec.definitionKey("one"), MigrationCodec.encode(definition("one")));
    apply(MigrationCodec.positionKey("cluster", FIRST), MigrationCodec.encodePosition(15));
    apply(MigrationCodec.definitionKey("one"), null);

    assertThat(book.all()).isEmpty();
    assertThat(book.position("cluster", FIRST.topic(), "id-1", 0)).hasValue(15);
  }

  @Test
  void shouldPassOverWhatItCannotRead() {
    apply("m/x".getBytes(UTF_8), new byte[] {9});
    apply("c/nobody".getBytes(UTF_8), new byte[] {1});
    apply("strange".getBytes(UTF_8), new byte[] {1});
    apply(MigrationCodec.definitionKey("one"), MigrationCodec.encode(definition("one")));
    apply("t/one/topic/notanumber".getBytes(UTF_8), MigrationCodec.encode(Progress.at(3)));
    apply("c/one".getBytes(UTF_8), new byte[] {1, 2, 'X'});

    assertThat(book.all()).hasSize(1);
    assertThat(book.state("one")).isEqualTo(State.RUNNING);
  }
}
