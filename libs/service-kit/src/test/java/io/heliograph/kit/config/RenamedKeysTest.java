package io.heliograph.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A key that got another name is accepted under its former one, and named in a warning. */
class RenamedKeysTest {
  private static final Map<String, String> RENAMED =
      Map.of("shop.slot", "shop.ordinal", "old.secret", "shop.secret");

  /** One of the former names is below the mapping's prefix, the other is not. */
  @ConfigMapping(prefix = "shop")
  public interface Shop {
    @WithDefault("7")
    int ordinal();

    Optional<String> secret();
  }

  private static SmallRyeConfig config(Map<String, String> low, Map<String, String> high) {
    return new SmallRyeConfigBuilder()
        .withInterceptors(new RenamedKeys(RENAMED))
        .withMapping(Shop.class)
        .withSources(
            new PropertiesConfigSource(low, "low", 100),
            new PropertiesConfigSource(high, "high", 200))
        .build();
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return config(values, Map.of());
  }

  @Test
  void shouldReadTheFormerNamesAheadOfDefaults() {
    Shop shop = config(Map.of("shop.slot", "2", "old.secret", "word")).getConfigMapping(Shop.class);

    assertThat(shop.ordinal()).isEqualTo(2);
    assertThat(shop.secret()).contains("word");
  }

  @Test
  void shouldReadThePresentNameWhenOneSourceSetsBoth() {
    Shop shop = config(Map.of("shop.slot", "2", "shop.ordinal", "3")).getConfigMapping(Shop.class);

    assertThat(shop.ordinal()).isEqualTo(3);
  }

  @Test
  void shouldReadTheFormerNameOfTheHigherSource() {
    Shop shop =
        config(Map.of("shop.ordinal", "3"), Map.of("shop.slot", "2")).getConfigMapping(Shop.class);

    assertThat(shop.ordinal()).isEqualTo(2);
  }

  @Test
  void shouldKeepDefaultsWhenNeitherIsSet() {
    Shop shop = config(Map.of()).getConfigMapping(Shop.class);

    assertThat(shop.ordinal()).isEqualTo(7);
    assertThat(shop.secret()).isEmpty();
  }

  @Test
  void shouldNameTheFormerKeysThatAreSetAndNoOthers() {
    assertThat(RenamedKeysWarning.warnings(config(Map.of("shop.slot", "2")), RENAMED))
        .singleElement()
        .asString()
        .contains("key=shop.slot", "source=low", "use shop.ordinal");
    assertThat(RenamedKeysWarning.warnings(config(Map.of("shop.ordinal", "2")), RENAMED)).isEmpty();
  }
}
