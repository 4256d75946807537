package io.heliograph.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The document of the API: what is committed is what the package serves. */
class OpenApiIT {
  private static final Path PACKAGED = Path.of("target/openapi/openapi.yaml");
  private static final Path COMMITTED = Path.of("../docs/openapi/dispatcher.yaml");

  /** The order of an object's members is not the same in every build. */
  private static Object parsed(Path file) throws Exception {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
  }

  @Test
  void shouldPackWhatIsCommitted() throws Exception {
    assertThat(parsed(PACKAGED))
        .as("copy dispatcher-svc/target/openapi/openapi.yaml over docs/openapi/dispatcher.yaml")
        .isEqualTo(parsed(COMMITTED));
  }
}
