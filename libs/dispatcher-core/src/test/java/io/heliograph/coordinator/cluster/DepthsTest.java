package io.heliograph.coordinator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DepthsTest {
  @Test
  void shouldReadWhatItWrote() throws Exception {
    Map<QueueName, QueueDepth> depths =
        Map.of(
            new QueueName("one", Queue.LIVE),
            new QueueDepth(7, 2, 1L << 40, 1_800_000_000_000L),
            new QueueName("one", Queue.ERROR),
            new QueueDepth(0, 0, 3, 0));

    byte[] bytes = Depths.encode(depths);

    assertThat(Depths.decode(bytes)).isEqualTo(depths);
    assertThat(Depths.decode(Depths.encode(Map.of()))).isEmpty();
    assertThatThrownBy(() -> Depths.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void shouldSumTheReplicasAndKeepTheLeaseThatEndsFirst() {
    QueueDepth here = new QueueDepth(7, 2, 10, 500);

    assertThat(here.plus(new QueueDepth(1, 1, 5, 400))).isEqualTo(new QueueDepth(8, 3, 15, 400));
    assertThat(here.plus(new QueueDepth(1, 1, 5, 0))).isEqualTo(new QueueDepth(8, 3, 15, 500));
    assertThat(new QueueDepth(0, 0, 0, 0).plus(here)).isEqualTo(here);
  }
}
