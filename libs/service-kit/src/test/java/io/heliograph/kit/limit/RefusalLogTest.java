package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
  private final List<String> lines = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock();
  private final RefusalLog log = new RefusalLog(lines::add, clock::nanos);

  @Test
  void shouldLogOncePerAddressKindAndMinuteWithTheCount() {
    for (int i = 0; i < 1_000; i++) {
      log.refused("10.0.0.1", "origin", () -> "first");
      log.refused("10.0.0.2", "origin", () -> "first");
      log.refused("10.0.0.1", "host", () -> "first");
    }
    assertThat(lines).hasSize(3);

    clock.advance(Duration.ofMinutes(1));
    log.refused("10.0.0.1", "origin", () -> "second");

    assertThat(lines)
        .hasSize(7)
        .contains(
            "refused address=10.0.0.1 kind=origin more=999",
            "refused address=10.0.0.1 kind=origin second");
  }

  @Test
  void shouldStayBoundedWhateverAddressesCome() {
    for (int i = 0; i < 100_000; i++) {
      String address = "2001:db8::" + i;
      log.refused(address, "origin", () -> "x");
    }

    assertThat(log.remembered()).isEqualTo(1_001);
    assertThat(lines).hasSize(1_001);
  }

  @Test
  void shouldWriteOneShortLineWhateverAClientSends() {
    log.refused("10.0.0.1", "origin", () -> "a\r\nERROR forged\u001b[2J" + "x".repeat(10_000));

    assertThat(lines.getFirst()).hasSizeLessThan(600).doesNotContainPattern("\\p{Cntrl}");
  }
}
