package io.heliograph.coordinator.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.event.read.Delivery;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer holds no copies of its events: what the log has is counted once (D7). */
class AnswerMemoryTest {
  private static final int EVENTS = 40;
  private static final int EVENT_BYTES = 200_000;

  private final TestFetches test = new TestFetches(1L << 30);

  @AfterEach
  void stop() {
    test.close();
  }

  private static String event(int number) {
    return "{\"number\":" + number + ",\"pad\":\"" + "x".repeat(EVENT_BYTES) + "\"}";
  }

  private FetchedBatch batch(boolean active) throws Exception {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(i));
    }
    // The subscription is there before the events.
    test.read("plugin", active, 1);
    test.produce(events.toArray(String[]::new));
    return TestFetches.await(test.fetch("plugin", active, EVENTS, 0));
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void shouldCopyOneEventAtATimeWhenTasksAreWritten() throws Exception {
    FetchedBatch batch = batch(true);
    long before = allocated();
    AnswerEvents events = batch.events();
    long bytes = 0;
    for (int i = 0; i < events.size(); i++) {
      bytes += events.length(i);
    }
    long made = allocated() - before;

    assertThat(events).hasSize(EVENTS);
    assertThat(bytes).isGreaterThan((long) EVENTS * EVENT_BYTES);
    // Before it is written there is no copy of any event; then each is made for itself.
    assertThat(made).isLessThan(EVENT_BYTES);
    assertThat(events.get(0)).isNotSameAs(events.get(0)).hasSize(events.length(0));
    before = allocated();
    events.forEach(event -> assertThat(event.length).isGreaterThan(EVENT_BYTES));
    assertThat(allocated() - before).isGreaterThan(bytes);
  }

  @Test
  void shouldWriteTheSameBytesAsAStampedCopy() throws Exception {
    FetchedBatch batch = batch(true);
    AnswerEvents events = batch.events();
    for (int i = 0; i < EVENTS; i++) {
      String stamped = new String(events.get(i), UTF_8);
      String members = stamped.substring(event(i).length() - 1, stamped.length() - 1);
      String dequeued = members.substring(",\"dequeued\":\"".length(), members.length() - 1);

      assertThat(stamped.getBytes(UTF_8))
          .isEqualTo(Delivery.stamp(event(i).getBytes(UTF_8), dequeued, 0))
          .isEqualTo(events.get(i));
    }
    batch.answered();
    assertThat(batch.events()).isEmpty();
  }

  @Test
  void shouldShareTheBytesOfTheLogWhenTheyAreNotLeased() throws Exception {
    FetchedBatch batch = batch(false);
    long before = allocated();
    AnswerEvents events = batch.events();
    byte[] first = events.get(3);
    byte[] again = events.get(3);
    long made = allocated() - before;

    assertThat(first).isSameAs(again).hasSizeGreaterThan(EVENT_BYTES);
    assertThat(made).isLessThan(EVENT_BYTES);
  }

  @Test
  void shouldLeaveOutWhatIsNoEvent() throws Exception {
    test.read("plugin", true, 1);
    test.produce("{\"a\":1}", "nothing", "{\"b\":2}");
    FetchedBatch batch = TestFetches.await(test.fetch("plugin", true, 3, 0));

    assertThat(batch.events()).hasSize(2);
    assertThat(batch.events().length(1)).isEqualTo(batch.events().get(1).length);
    assertThat(test.fetches.unstampableCount()).isEqualTo(1);
  }
}
