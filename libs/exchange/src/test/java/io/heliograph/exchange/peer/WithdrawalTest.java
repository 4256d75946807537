package io.heliograph.exchange.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.exchange.Events;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.envelope.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
  private static final String UUID = "72ddb00c-2d0a-4eea-b7ac-ae122b8e6c3b";
  private static final String OTHER = "f60c9fb9-81f9-4e0b-8a44-ea41326a15b3";

  @Test
  void shouldWithdrawOnlyWhenTheTargetIsThePublishersOwn() {
    Envelope message = Events.read(action("withdraw"));

    assertThat(Withdrawal.of(message, "a", Optional.of("a")))
        .isInstanceOfSatisfying(
            Withdrawal.Effective.class, one -> assertThat(one.target().text()).isEqualTo(OTHER));
    assertThat(Withdrawal.of(message, "b", Optional.of("a")))
        .isInstanceOfSatisfying(
            Withdrawal.NotTheOrigin.class, one -> assertThat(one.origin()).isEqualTo("a"));
    assertThat(Withdrawal.of(message, "a", Optional.empty()))
        .isInstanceOf(Withdrawal.Pending.class);
    assertThat(Withdrawal.of(Events.envelope(UUID, empty()), "a", Optional.of("a")))
        .isInstanceOf(Withdrawal.None.class);
    assertThat(Withdrawal.fault(message)).isEmpty();
    assertThat(Withdrawal.fault(Events.read(action("burn")))).isPresent();
  }

  @Test
  void shouldRefuseAWindowWhenMessagesCouldComeAgainAsNew() {
    Duration day = Duration.ofDays(1);
    Retention retention =
        new Retention(day.multipliedBy(14), day.multipliedBy(14), day.multipliedBy(28));
    Instant stored = Instant.parse("2026-11-01T00:00:00Z");

    assertThat(retention.isGone(stored, stored.plus(Duration.ofDays(14)))).isTrue();
    assertThat(retention.isGone(stored, stored.plus(Duration.ofDays(14)).minusMillis(1))).isFalse();
    assertThat(retention.isForgotten(stored, stored.plus(Duration.ofDays(28)))).isTrue();
    assertThat(retention.isForgotten(stored, stored.plus(Duration.ofDays(27)))).isFalse();
    assertThatThrownBy(
            () -> new Retention(day.multipliedBy(14), day.multipliedBy(15), day.multipliedBy(28)))
        .hasMessageContaining("exchange.dedupe-window");
  }

  private static ObjectNode action(String name) {
    ObjectNode message = message(UUID, null, "{}");
    ((ObjectNode) message.at("/meta/uuid")).put("parent", OTHER);
    ((ObjectNode) message.path("meta")).put("x-action", name);
    return message;
  }

  private static ObjectNode message(String id, @Nullable String path, String payload) {
    ObjectNode message = Vectors.JSON.createObjectNode();
    ObjectNode meta = message.putObject("meta").put("version", 1);
    ObjectNode uuid = meta.putObject("uuid").put("current", id);
    if (path != null) {
      uuid.put("path", path);
    }
    meta.put("type", "event").put("format", "intelmq");
    message.set("payload", Vectors.object(payload));
    return message;
  }

  private static ObjectNode empty() {
    return Vectors.JSON.createObjectNode();
  }
}
