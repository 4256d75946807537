package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.coordinator.runtime.TestLoops;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {
  @Test
  void shouldLoseNothingWhenAnOwnerIsSlowAndHoldUpNoOther() throws Exception {
    List<PartitionEventLoop> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      TestShard shard = new TestShard();
      Subscription plugin = shard.subscribe("plugin-" + i, true, 1);
      shard.produce(1);
      shard.lease(plugin, 1);
      PartitionEventLoop thread =
          new PartitionEventLoop(
              "test-owner-" + i, shard.shard, new VirtualClock(() -> 0), any -> {});
      threads.add(thread);
      thread.start(new TestLoops());
    }
    CountDownLatch busy = new CountDownLatch(1);
    threads.getFirst().post(shard -> awaitQuietly(busy));
    Gathering gathering = new Gathering(threads, Waits.SYSTEM);

    StoreDelta first = gathering.next(50).get(10, TimeUnit.SECONDS);
    StoreDelta meanwhile = gathering.next(50).get(10, TimeUnit.SECONDS);
    busy.countDown();

    assertThat(plugins(first)).containsExactly("plugin-1");
    assertThat(meanwhile.isEmpty()).isTrue();
    List<String> later = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              later.addAll(plugins(gathering.next(50).get(10, TimeUnit.SECONDS)));
              assertThat(later).containsExactly("plugin-0");
            });
    threads.forEach(PartitionEventLoop::stop);
  }

  private static List<String> plugins(StoreDelta delta) {
    return delta.cursors().entrySet().stream()
        .map(Map.Entry::getKey)
        .map(key -> key.pluginKey().substring(0, 8))
        .toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
