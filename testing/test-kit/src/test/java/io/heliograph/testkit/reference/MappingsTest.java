package io.heliograph.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingsTest {
  @TempDir private Path folder;

  private List<Area> areas(String source) throws IOException {
    Path file = folder.resolve("src/main/java/io/heliograph/door/DoorSettings.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    return Mappings.of(folder.toString(), List.of());
  }

  @Test
  void shouldTellKeyTypeUnitDefaultAndJavadocOfEverySetting() throws IOException {
    String source =
        """
        package io.heliograph.door;
        import io.smallrye.config.ConfigMapping;
        import io.smallrye.config.WithDefault;
        import io.smallrye.config.WithName;
        import java.time.Duration;
        import java.util.*;
        /** The door. What follows is for developers. */
        @ConfigMapping(prefix = "hub.door")
        interface DoorSettings extends Frame {
          String CLOSED = "shut" + "|";
          /** How long the door
           * stays {@code open|ajar}, see {@link #sizeBytesMax()}. */
          @WithDefault("PT1S") Duration openFor();
          /** Its size; <b> is no tag. */
          default int sizeBytesMax() { return 7; }
          /** Its rate. */ @WithName("bytes-per-second-min") Optional<Long> rate();
          /** Its colours. */ Map<String, String> colours();
          /** See there. */ Lock lock();
          enum State { OPEN, HALF_OPEN }
          interface Lock { /** Its state. */ @WithDefault(CLOSED) List<State> states(); }
        }
        interface Frame { /** Number of hinges. */ @WithDefault("2") int bytesOfHinges(); }
        """;

    assertThat(areas(source.replace("<b>", "{@literal a < b}")))
        .containsExactly(
            new Area(
                "hub.door",
                "The door.",
                List.of(
                    setting("hub.door.bytes-of-hinges", "bytes", "`2`", "Number of hinges."),
                    setting(
                        "hub.door.open-for",
                        "duration",
                        "`PT1S`",
                        "How long the door stays `open\\|ajar`, see `size-bytes-max`."),
                    setting(
                        "hub.door.size-bytes-max",
                        "bytes",
                        "derived",
                        "Its size; a \\< b is no tag."),
                    setting(
                        "hub.door.bytes-per-second-min", "bytes per second", "none", "Its rate."),
                    setting("hub.door.colours.*", "text by text", "none", "Its colours."),
                    setting(
                        "hub.door.lock.states",
                        "list of `open`, `half-open`",
                        "`shut\\|`",
                        "Its state."))));
    assertThatThrownBy(() -> areas(source))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not fit into a table: <b>");
  }

  @Test
  void shouldRefuseASettingWithoutJavadoc() {
    assertThatThrownBy(
            () ->
                areas(
                    """
                    package io.heliograph.door;
                    /** The door. */
                    @io.smallrye.config.ConfigMapping(prefix = "hub.door")
                    interface DoorSettings { int size(); }
                    // import io.smallrye.config.ConfigMapping;
                    """))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("size() has no Javadoc");
  }

  private static Setting setting(String key, String type, String standard, String text) {
    return new Setting(key, type, false, standard, text);
  }
}
