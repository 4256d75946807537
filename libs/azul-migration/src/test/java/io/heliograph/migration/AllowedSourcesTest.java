package io.heliograph.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.migration.MigrationException.Reason;
import java.util.List;
import org.apache.kafka.common.Node;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSourcesTest {
  private static final AllowedSources ALLOWED =
      new AllowedSources(List.of("Old.example:9092", " [2001:db8::1]:9093"));

  private static void refused(String from, Reason reason) {
    assertThatThrownBy(() -> ALLOWED.require(from))
        .asInstanceOf(InstanceOfAssertFactories.type(MigrationException.class))
        .satisfies(
            error -> {
              assertThat(error.reason()).isEqualTo(reason);
              assertThat(error.detail()).startsWith("from: ");
            });
  }

  @Test
  void shouldGiveOneFormWhenAddressesAreListed() {
    assertThat(ALLOWED.require("old.EXAMPLE:9092 , PLAINTEXT://old.example:9092"))
        .containsExactly("old.example:9092", "old.example:9092");
    assertThat(ALLOWED.require("[2001:DB8::1]:9093")).containsExactly("[2001:db8::1]:9093");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "old.example:9093",
        "127.0.0.1:9092",
        "old.example.evil.example:9092",
        "old.example:9092,169.254.169.254:80",
        "[::1]:9093"
      })
  void shouldNameTheKeyWhenAnAddressIsNotListed(String from) {
    refused(from, Reason.FORBIDDEN);
    assertThatThrownBy(() -> ALLOWED.require(from))
        .hasMessageEndingWith(" is not listed in hub.migration.sources-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "old.example", "old.example:", "old.example:0", "a b:1", ":9092"})
  void shouldSayTheFormWhenItIsNoAddress(String from) {
    refused(from, Reason.INVALID);
  }

  @Test
  void shouldRefuseWhenABrokerAdvertisesAnAddressThatIsNotListed() {
    ALLOWED.requireAdvertised(List.of(new Node(1, "old.example", 9092)));

    assertThatThrownBy(
            () ->
                ALLOWED.requireAdvertised(
                    List.of(new Node(1, "old.example", 9092), new Node(2, "10.0.0.7", 9092))))
        .hasMessage(
            "from: broker 2 advertises an address: 10.0.0.7:9092 is not listed in"
                + " hub.migration.sources-allowed");
  }
}
