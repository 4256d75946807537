package io.heliograph.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.view.ReadyQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  @Test
  void shouldAskForEveryKeyOnceWhenTheyTakeSeveralParts() throws Exception {
    List<String> keys = new ArrayList<>();
    for (int at = 0; at < 1_000; at++) {
      keys.add("k".repeat(at % 300) + at);
    }
    List<String> read = new ArrayList<>();

    List<byte[]> pages = Readiness.encodeKeys(keys, 16_000);

    for (byte[] page : pages) {
      assertThat(page.length).isLessThan(20_000);
      read.addAll(Readiness.decodeKeys(page));
    }
    assertThat(pages).hasSizeGreaterThan(5);
    assertThat(read).isEqualTo(keys);
  }

  @Test
  void shouldAskOnceWhenThereAreNoKeysAndWhenOneIsLong() throws Exception {
    assertThat(Readiness.encodeKeys(List.of(), 10)).hasSize(1);
    assertThat(Readiness.encodeKeys(List.of("x".repeat(100), "y"), 10)).hasSize(2);
  }

  @Test
  void shouldBelieveTheWholeWhenPartsAreJoined() {
    ReadyQueues live = new ReadyQueues(Set.of(Queue.LIVE), Set.of(Queue.LIVE));
    Readiness first = new Readiness("p", true, Map.of("a", live));
    Readiness second = new Readiness("p", false, Map.of("b", ReadyQueues.NONE));

    assertThat(Readiness.joined(List.of(first)).owner()).isTrue();
    assertThat(Readiness.joined(List.of(first, second)))
        .isEqualTo(new Readiness("p", false, Map.of("a", live, "b", ReadyQueues.NONE)));
  }
}
