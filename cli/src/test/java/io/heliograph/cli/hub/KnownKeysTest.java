package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

  private static final KnownKeys KEYS =
      new KnownKeys(Set.of("hub.lease.minutes", "hub.retry.attempts", "hub.topic.*"));

  @ParameterizedTest
  @ValueSource(strings = {"hub.lease.minutes", "hub.topic.compression", "quarkus.log.level"})
  void shouldAcceptAKeyWhenAnEntryMatchesIt(String key) {
    assertThatCode(() -> KEYS.refuseUnknown(Set.of(key))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "hub.lease.minute, hub.lease.minutes",
    "hub.retry.atempts, hub.retry.attempts",
    "hub.topic., hub.topic.*"
  })
  void shouldNameTheNearestKeyWhenNoneMatches(String key, String nearest) {
    assertThatThrownBy(() -> KEYS.refuseUnknown(Set.of(key)))
        .isInstanceOf(HubException.class)
        .hasMessageContaining(key)
        .hasMessageEndingWith("did you mean " + nearest + "?");
  }

  @Test
  void shouldReadTheListsOfSourcesAndOfBuiltClasses(@TempDir Path home) throws IOException {
    ServiceDefinition service = new ServiceDefinition("one", "one-svc", 1, 2, Set.of(), List.of());
    write(home.resolve("one-svc/src/main/resources"), "# remark\nhub.written.by.hand\n");
    write(home.resolve("one-svc/target/classes"), "\n  hub.generated  \n");

    KnownKeys keys = KnownKeys.of(home, List.of(service));

    assertThatCode(() -> keys.refuseUnknown(Set.of("hub.written.by.hand", "hub.generated")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> keys.refuseUnknown(Set.of("# remark")))
        .isInstanceOf(HubException.class);
  }

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "'', abc, 3", "same, same, 0", "ab, ba, 2"})
  void shouldCountEdits(String left, String right, int distance) {
    assertThat(EditDistance.between(left, right)).isEqualTo(distance);
    assertThat(EditDistance.between(right, left)).isEqualTo(distance);
  }

  private static void write(Path classes, String text) throws IOException {
    Path file = classes.resolve("META-INF/heliograph/configuration-keys.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
