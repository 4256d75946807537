package io.heliograph.dispatcher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Model;
import io.heliograph.event.source.Sources;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishRequestTest {
  @Test
  void shouldDefaultToFalseWhenOnlyTheModelIsGiven() {
    assertThat(PublishRequest.of(Sources.defaults(), query("model", "binary"), null))
        .isEqualTo(new PublishRequest(Model.BINARY, false, false, false, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1"})
  void shouldBeTrueWhenTheTextIsExact(String text) {
    MultiMap query =
        query("model", "status")
            .add("sync", text)
            .add("include_ok", text)
            .add("avro-format", text)
            .add("pause_plugins", text);

    assertThat(PublishRequest.of(Sources.defaults(), query, null))
        .isEqualTo(new PublishRequest(Model.STATUS, true, true, true, ""));
    assertThat(PublishRequest.asksForPause(query)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "TRUE", "t", "yes", " true", "01", ""})
  void shouldBeFalseWhenTheTextIsAnotherThanTheTwo(String text) {
    MultiMap query = query("model", "binary").add("sync", text).add("pause_plugins", text);

    assertThat(PublishRequest.of(Sources.defaults(), query, null).sync()).isFalse();
    assertThat(PublishRequest.asksForPause(query)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scoob", "", "Binary", "binary "})
  void shouldNameTheModelWhenItIsUnknown(String model) {
    assertThatThrownBy(() -> PublishRequest.of(Sources.defaults(), query("model", model), null))
        .isInstanceOf(HubException.class)
        .hasMessage("not a registered model type: " + model);
  }

  @Test
  void shouldRefuseWhenTheModelIsMissing() {
    assertThatThrownBy(
            () -> PublishRequest.of(Sources.defaults(), MultiMap.caseInsensitiveMultiMap(), null))
        .isInstanceOf(HubException.class)
        .hasMessage("not a registered model type: ");
  }

  private static MultiMap query(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }
}
