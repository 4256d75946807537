package io.heliograph.dispatcher.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
  private static Registration registration(SubscriptionSpec spec, ConsumerRules rules, String key) {
    return new Registration(spec, rules, "agent", key, 7, 5, true, false, "SECRET");
  }

  private static Registration full() {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            "p\"1",
            "2",
            Model.BINARY,
            List.of("b", "a"),
            List.of("sourced"),
            Set.of(Queue.EXPEDITE, Queue.LIVE),
            true,
            false);
    ConsumerRules rules =
        new ConsumerRules(
            Set.of("a", "b"),
            Set.of("sourced"),
            Set.of("mapped", "enriched"),
            "p\"1",
            Map.of("content", List.of("text/", "image/"), "*", List.of()),
            2000,
            10,
            false);
    return registration(spec, rules, "deploy");
  }

  @Test
  void shouldWriteThePeersNamesWhenAllIsSet() {
    assertThat(new String(full().json(), UTF_8))
        .isEqualTo(
            "{\"user_agent\":\"agent\",\"model\":\"binary\",\"avro\":true,\"debug\":false,"
                + "\"reset\":false,\"name\":\"p\\\"1\",\"version\":\"2\","
                + "\"deployment_key\":\"deploy\",\"count\":7,\"deadline\":5,\"is_task\":true,"
                + "\"require_sources\":[\"b\",\"a\"],"
                + "\"require_sources_map\":{\"b\":true,\"a\":true},"
                + "\"require_events\":[\"sourced\"],\"require_events_map\":{\"sourced\":true},"
                + "\"require_content\":false,"
                + "\"require_streams_map\":{\"*\":{},"
                + "\"content\":{\"text/\":true,\"image/\":true}},"
                + "\"require_under_content_size\":2000,\"require_over_content_size\":10,"
                + "\"require_expedite\":true,\"require_live\":true,\"require_historic\":false,"
                + "\"deny_events\":[\"enriched\",\"mapped\"],"
                + "\"deny_events_map\":{\"enriched\":true,\"mapped\":true},"
                + "\"deny_self\":true,\"max_security\":\"SECRET\"}");
    assertThat(new String(full().deploymentJson(), UTF_8))
        .isEqualTo("{\"kafka_prefix\":\"p\\\"1-2-binary\"}");
  }

  @Test
  void shouldWriteNullWhenNothingIsRequired() {
    SubscriptionSpec spec =
        new SubscriptionSpec(
            "", "", Model.STATUS, List.of(), List.of(), Set.of(Queue.HISTORIC), false, true);

    assertThat(new String(registration(spec, ConsumerRules.NONE, "").json(), UTF_8))
        .doesNotContain("deployment_key")
        .contains(
            "\"require_sources\":null,\"require_sources_map\":null,\"require_events\":null,"
                + "\"require_events_map\":null,\"require_content\":false,"
                + "\"require_streams_map\":null")
        .contains("\"deny_events\":null,\"deny_events_map\":null,\"deny_self\":false")
        .contains("\"is_task\":false")
        .contains("\"debug\":true");
  }

  @Test
  void shouldReadBackTheRulesThatItWrote() throws IOException {
    RegisteredConsumer consumer = RegisteredConsumer.parse(full().json());

    assertThat(consumer.name()).isEqualTo("p\"1");
    assertThat(consumer.version()).isEqualTo("2");
    assertThat(consumer.rules().streams().get("content"))
        .containsExactlyInAnyOrder("text/", "image/");
    assertThat(consumer.rules()).isEqualTo(full().rules());
  }

  @Test
  void shouldReadAnEmptyRegistrationAndSkipWhatItDoesNotKnow() throws IOException {
    byte[] json = "{\"x\":{\"y\":[1]},\"require_sources\":null,\"name\":null}".getBytes(UTF_8);

    assertThat(RegisteredConsumer.parse(json))
        .isEqualTo(new RegisteredConsumer("", "", ConsumerRules.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "3", "{\"name\":", "{\"name\":\"a\",", "nonsense"})
  void shouldRefuseWhenItIsNoRegistration(String json) {
    assertThatThrownBy(() -> RegisteredConsumer.parse(json.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
