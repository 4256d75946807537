package io.heliograph.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicSpecTest {
  @Test
  void shouldTakeRecordsOfTheSizeUnlessItHasOneOfItsOwn() {
    TopicSpec plain = new TopicSpec("a", 3, 2, Map.of("cleanup.policy", "delete"));
    TopicSpec own = new TopicSpec("b", 1, 1, Map.of("max.message.bytes", "7"));

    assertThat(plain.sized(5_000))
        .isEqualTo(
            new TopicSpec(
                "a", 3, 2, Map.of("cleanup.policy", "delete", "max.message.bytes", "5000")));
    assertThat(own.sized(5_000)).isEqualTo(own);
  }
}
