package io.heliograph.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicePropertiesTest {

  @TempDir private Path home;

  @BeforeEach
  void modules() throws IOException {
    for (String module : List.of("dispatcher-svc", "injector-svc", "dashboard-svc")) {
      Files.createDirectories(home.resolve(module));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
  }

  @Test
  void shouldOpenTheClusterPortOnlyOfADispatcherThatHasReplicas() {
    assertThat(properties("dispatcher", Map.of())).doesNotContainKey("hub.cluster.port");
    Map<String, String> replicas = Map.of("hub.replicas.secret", "of sixteen bytes");

    assertThat(properties("dispatcher", replicas)).containsEntry("hub.cluster.port", "10611");
    assertThat(properties("injector", replicas)).doesNotContainKey("hub.cluster.port");
    assertThat(wanted(replicas))
        .filteredOn(part -> part.name().equals("dispatcher"))
        .singleElement()
        .satisfies(part -> assertThat(part.ports()).containsExactly(8611, 9611, 10_611));
  }

  @Test
  void shouldEndEveryServiceThatHasNoMemoryLeft() {
    assertThat(Catalog.present(home))
        .hasSize(3)
        .allSatisfy(
            service ->
                assertThat(service.jvmFlags())
                    .contains("-XX:+ExitOnOutOfMemoryError")
                    .anyMatch(flag -> flag.startsWith("-Xmx")));
  }

  private SortedMap<String, String> properties(String name, Map<String, String> settings) {
    UpOptions options = options(settings);
    return Plan.of(options, Catalog.present(home)).services().stream()
        .filter(service -> service.definition().name().equals(name))
        .map(service -> ServiceProperties.of(service, options, folders()))
        .findFirst()
        .orElseThrow();
  }

  private List<Wanted> wanted(Map<String, String> settings) {
    UpOptions options = options(settings);
    return Wanted.of(Plan.of(options, Catalog.present(home)), options, folders());
  }

  private static UpOptions options(Map<String, String> settings) {
    GivenOptions given = new GivenOptions(500, settings, null, null, null, null, null, null);
    return new UpOptions(false, List.of(), given.over(HubOptions.DEFAULTS));
  }

  private HubFolders folders() {
    return new HubFolders(home, home.resolve("state"));
  }
}
