package io.heliograph.dispatcher.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.registration.RegisteredConsumer;
import io.heliograph.event.Room;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class VerdictsTest {
  private static final String NODE =
      "{\"sha256\":\"a\",\"action\":\"sourced\",\"timestamp\":\"2026-11-25T12:00:00Z\","
          + "\"author\":{\"name\":\"tester\"}}";
  private static final RegisteredConsumer ANY =
      new RegisteredConsumer("any", "1", ConsumerRules.NONE);

  public static byte[] event(int depth) {
    String path = String.join(",", Collections.nCopies(depth, NODE));
    return ("{\"model_version\":6,\"timestamp\":\"2026-11-25T12:00:00Z\","
            + "\"author\":{\"name\":\"tester\"},\"action\":\"sourced\",\"flags\":{},"
            + "\"source\":{\"name\":\"testing\",\"timestamp\":\"2026-11-25T12:00:00Z\",\"path\":["
            + path
            + "]},\"entity\":{\"sha256\":\"a\",\"datastreams\":[{\"label\":\"content\","
            + "\"size\":100,\"sha512\":\"\",\"sha256\":\"a\",\"sha1\":\"\",\"md5\":\"\","
            + "\"mime\":\"\",\"magic\":\"\",\"file_format\":\"text/plain\"}]}}")
        .getBytes(UTF_8);
  }

  private static ConsumerRules rules(Set<String> sources, String self, long under) {
    return new ConsumerRules(sources, Set.of(), Set.of(), self, Map.of(), under, 0, false);
  }

  private static String verdicts(List<RegisteredConsumer> consumers, byte[] body) {
    return new String(SimulateResource.verdicts(consumers, body, Room.UNBOUNDED), UTF_8);
  }

  @Test
  void shouldJudgeForEveryConsumerInOrder() {
    List<RegisteredConsumer> consumers =
        List.of(
            ANY,
            new RegisteredConsumer("tester", "2", rules(Set.of(), "tester", 0)),
            new RegisteredConsumer("small", "", rules(Set.of(), "", 99)),
            new RegisteredConsumer("other", "3", rules(Set.of("x"), "", 0)));

    assertThat(verdicts(consumers, event(1)))
        .isEqualTo(
            "{\"consumers\":["
                + "{\"name\":\"any\",\"version\":\"1\",\"filter_out\":false,"
                + "\"filter_out_trigger\":\"\"},"
                + "{\"name\":\"tester\",\"version\":\"2\",\"filter_out\":true,"
                + "\"filter_out_trigger\":\"FilterConsumerRules-reject_self\"},"
                + "{\"name\":\"small\",\"version\":\"\",\"filter_out\":true,"
                + "\"filter_out_trigger\":\"FilterConsumerRules-reject_content_too_large\"},"
                + "{\"name\":\"other\",\"version\":\"3\",\"filter_out\":true,"
                + "\"filter_out_trigger\":\"FilterConsumerRules-reject_source\"}]}");
  }

  @Test
  void shouldTakeThePassiveDepthForEverybody() {
    assertThat(verdicts(List.of(ANY), event(11))).contains("\"filter_out\":false");
    assertThat(verdicts(List.of(ANY), event(12)))
        .contains("\"filter_out_trigger\":\"FilterTooDeep-too_deep\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "nonsense", "{\"source\":3}", "[{}]"})
  void shouldFailWhenTheBodyIsBadAndSomebodyIsRegistered(String body) {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> verdicts(List.of(ANY), body.getBytes(UTF_8)))
        .satisfies(bad -> assertThat(bad.code()).isEqualTo(ErrorCode.SIMULATE_FAILED));
    assertThat(verdicts(List.of(), body.getBytes(UTF_8))).isEqualTo("{\"consumers\":[]}");
  }
}
