package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  @TempDir private Path folder;

  @Test
  void shouldFindTheSamePartsWhenReadAgain() {
    RunningPart kafka = part("kafka", 11, "boot:1");
    RunningPart redis = part("redis", 12, "boot:2");
    file().put(kafka);
    file().put(redis);

    assertThat(file().parts()).containsExactly(kafka, redis);
  }

  @Test
  void shouldReplaceAPartWhenPutAgainAndForgetItWhenRemoved() {
    file().put(part("kafka", 11, "boot:1"));
    file().put(part("redis", 12, "boot:2"));
    file().put(part("kafka", 13, "boot:3"));
    file().remove("redis");

    assertThat(file().parts()).containsExactly(part("kafka", 13, "boot:3"));
  }

  @Test
  void shouldHaveNoPartsWhenThereIsNoFile() {
    assertThat(file().parts()).isEmpty();
  }

  @Test
  void shouldKeepTheOptionsWhenPartsComeAndGo() {
    HubOptions options =
        new GivenOptions(700, Map.of("hub.word", "x"), "::1", true, null, false, "1gb", 3)
            .over(HubOptions.DEFAULTS);
    file().remember(options);
    file().put(part("kafka", 11, "boot:1"));
    file().remove("kafka");

    assertThat(file().options()).contains(options);
    file().forgetOptions();
    assertThat(file().options()).isEmpty();
  }

  @Test
  void shouldReadTheFileWhenAnOlderLauncherWroteIt() throws IOException {
    Files.writeString(
        folder.resolve("state.json"),
        """
        [ {"name": "redis", "url": "redis://127.0.0.1:1", "port": 1, "pid": 12,
           "identity": "boot:2", "readyUrl": "", "traits": {"port": "1"}} ]
        """);

    assertThat(file().options()).isEmpty();
    assertThat(file().parts())
        .singleElement()
        .satisfies(part -> assertThat(part.ports()).containsExactly(1))
        .satisfies(part -> assertThat(part.down()).isEmpty());
    file().put(part("kafka", 11, "boot:1"));
    assertThat(file().parts()).extracting(RunningPart::name).containsExactly("redis", "kafka");
  }

  @Test
  void shouldNameTheFileWhenItIsDamaged() throws IOException {
    Files.writeString(folder.resolve("state.json"), "[{");

    assertThatThrownBy(() -> file().parts())
        .isInstanceOf(HubException.class)
        .hasMessageContaining("state.json");
  }

  @Test
  void shouldTellAProcessFromAnotherOfTheSameNumber() {
    long pid = ProcessHandle.current().pid();
    String identity = ProcessIdentity.of(pid).orElseThrow();

    assertThat(part("self", pid, identity).isAlive()).isTrue();
    assertThat(part("self", pid, identity + "0").isAlive()).isFalse();
  }

  @Test
  void shouldHaveNoIdentityWhenTheProcessHasEnded() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(ProcessIdentity.of(ended.pid())).isEmpty();
  }

  private StateFile file() {
    return new StateFile(new HubFolders(folder, folder));
  }

  private static RunningPart part(String name, long pid, String identity) {
    return new RunningPart(
        name,
        "127.0.0.1:1",
        1,
        pid,
        identity,
        "",
        new TreeMap<>(Map.of("port", "1")),
        List.of(1, 2),
        List.of("run", name),
        0,
        "");
  }
}
