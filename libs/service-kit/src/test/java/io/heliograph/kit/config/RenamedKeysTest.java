package io.heliograph.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenamedKeysTest {
  private static final RenamedKeys KEYS =
      new RenamedKeys(
          List.of(
              RenamedKey.parse("sample.wait-millis -> hub.sample.timeout ms"),
              RenamedKey.parse("sample.keep-seconds -> hub.sample.kept s"),
              RenamedKey.parse("sample.* -> hub.sample.*")));

  @Test
  void shouldReadTheDefaultWhenNothingIsSet() {
    SmallRyeConfig config = config(Map.of());

    assertThat(config.getValue("hub.sample.name", String.class)).isEqualTo("alpha");
    assertThat(config.getOptionalValue("hub.sample.kept", Duration.class)).isEmpty();
  }

  @Test
  void shouldReadOldNamesWhenOnlyTheseAreSet() {
    SmallRyeConfig config =
        config(
            Map.of(
                "sample.name", "beta",
                "sample.keep-seconds", "90",
                "sample.feeds.one", "tcp://one"));

    assertThat(config.getValue("hub.sample.name", String.class)).isEqualTo("beta");
    assertThat(config.getValue("hub.sample.kept", String.class)).isEqualTo("PT1M30S");
    assertThat(config.getValue("hub.sample.feeds.one", String.class)).isEqualTo("tcp://one");
  }

  @Test
  void shouldListTheNewNamesAloneWhenOldOnesAreSet() {
    SmallRyeConfig config =
        config(
            Map.of("sample.feeds.one", "tcp://one", "sample.wait-millis", "7", "other.key", "x"));

    List<String> names = new ArrayList<>();
    config.getPropertyNames().forEach(names::add);
    assertThat(names)
        .contains("hub.sample.feeds.one", "hub.sample.timeout", "other.key")
        .doesNotContain("sample.feeds.one", "sample.wait-millis");
  }

  @Test
  void shouldReadTheNewNameWhenASourceHasBoth() {
    SmallRyeConfig config = config(Map.of("sample.name", "old", "hub.sample.name", "new"));

    assertThat(config.getValue("hub.sample.name", String.class)).isEqualTo("new");
  }

  @Test
  void shouldReadTheOldNameWhenItsSourceIsTheStronger() {
    SmallRyeConfig config =
        builder()
            .withSources(
                new PropertiesConfigSource(Map.of("hub.sample.name", "file"), "file", 100),
                new PropertiesConfigSource(Map.of("sample.name", "system"), "system", 400))
            .build();

    assertThat(config.getValue("hub.sample.name", String.class)).isEqualTo("system");
  }

  @Test
  void shouldReadAnOldNameWhenTheEnvironmentHasIt() {
    SmallRyeConfig config =
        builder()
            .withSources(new EnvConfigSource(Map.of("SAMPLE_WAIT_MILLIS", "250"), 300))
            .build();

    assertThat(config.getValue("hub.sample.timeout", String.class)).isEqualTo("PT0.25S");
  }

  @Test
  void shouldExpandTheValueOfAnOldNameBeforeItGetsItsUnit() {
    SmallRyeConfig config = config(Map.of("sample.wait-millis", "${given}", "given", "1500"));

    assertThat(config.getValue("hub.sample.timeout", String.class)).isEqualTo("PT1.5S");
  }

  @ParameterizedTest
  @CsvSource({
    "a -> b ms, 1500, PT1.5S",
    "a -> b ms, 0, PT0S",
    "a -> b ms, -5, PT-0.005S",
    "a -> b ms, PT2S, PT2S",
    "a -> b ms, ten, ten",
    "a -> b s, 300, PT5M",
    "a -> b d, 40, P40D",
    "a -> b, 300, 300"
  })
  void shouldKeepTheUnitOfABareNumberUnderTheOldName(String row, String value, String expected) {
    assertThat(RenamedKey.parse(row).value(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a -> ", "a->b", "a -> b min", "a.* -> b", "a -> b.*", "a -> b ms s"})
  void shouldNameTheRowWhenItHasNotTheForm(String row) {
    assertThatThrownBy(() -> RenamedKey.parse(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(row.endsWith(" ") ? row : row.substring(0, 1));
  }

  private static SmallRyeConfig config(Map<String, String> settings) {
    return builder().withSources(new PropertiesConfigSource(settings, "test", 200)).build();
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(KEYS)
        .withDefaultValue("hub.sample.name", "alpha");
  }
}
