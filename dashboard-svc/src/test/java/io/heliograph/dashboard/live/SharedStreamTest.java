package io.heliograph.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of one view, on a real event loop. */
class SharedStreamTest {
  private static final SharedStream.Limits LIMITS =
      new SharedStream.Limits(Duration.ofMillis(20), 10_000, 1_000_000);

  private final Vertx vertx = Vertx.vertx();
  private final LiveStream stream = new LiveStream("one", 10_000, 1_000_000);
  private final AtomicInteger made = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private SharedStream shared() {
    return new SharedStream(vertx, stream, this::item, LIMITS);
  }

  private String item(String text) {
    made.incrementAndGet();
    return text;
  }

  /** A page that keeps what it is given. */
  private static final class Page implements Consumer<Piece> {
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private boolean gone;

    @Override
    public synchronized void accept(Piece events) {
      if (!gone) {
        writes.add(events.text().toString());
      }
    }

    private synchronized void go() {
      gone = true;
    }

    private List<String> data() {
      return lines("data: ");
    }

    private String lastId() {
      List<String> ids = lines("id: ");
      return ids.isEmpty() ? "" : ids.getLast();
    }

    private List<String> lines(String name) {
      return String.join("", writes)
          .lines()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()))
          .toList();
    }
  }

  @Test
  void shouldMakeTextOnceAndWriteSeldomWhenManyPagesAreOpen() {
    SharedStream shared = shared();
    List<Page> pages = IntStream.range(0, 50).mapToObj(number -> new Page()).toList();
    pages.forEach(page -> shared.join(page, ""));
    stream.publish("first");
    await().until(() -> pages.stream().allMatch(page -> page.data().contains("first")));
    made.set(0);
    int before = pages.getFirst().writes.size();

    for (int number = 0; number < 1_000; number++) {
      stream.publish("event " + number);
    }

    await().until(() -> pages.stream().allMatch(page -> page.data().contains("event 999")));
    assertThat(made).hasValue(1_000);
    assertThat(pages)
        .allSatisfy(
            page -> {
              assertThat(page.data()).doesNotHaveDuplicates().endsWith("event 999").hasSize(1_001);
              assertThat(page.writes.size() - before).isLessThan(100);
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldGiveEveryEventOnceAndInOrderWhenAPageGoesAndComesBack(long seed) {
    Random random = new Random(seed);
    SharedStream shared = shared();
    Page other = new Page();
    shared.join(other, "");
    List<String> got = new ArrayList<>();
    List<String> published = new ArrayList<>();
    stream.publish("begin");
    await().until(() -> other.data().contains("begin"));
    String lastId = other.lastId();

    for (int visit = 0; visit < 20; visit++) {
      Page page = new Page();
      shared.join(page, lastId);
      for (int more = random.nextInt(30); more > 0; more--) {
        String text = "event " + published.size();
        published.add(text);
        stream.publish(text);
      }
      if (random.nextBoolean()) {
        int wanted = published.size() - got.size();
        await().until(() -> page.data().size() >= wanted);
      }
      page.go();
      assertThat(shared.leave(page)).isFalse();
      String left = page.lastId();
      got.addAll(page.data());
      lastId = left.isEmpty() ? lastId : left;
    }
    Page last = new Page();
    shared.join(last, lastId);
    await().until(() -> got.size() + last.data().size() >= published.size());
    got.addAll(last.data());

    assertThat(got).as("seed %d", seed).isEqualTo(published);
  }

  @Test
  void shouldLeaveOutWhatCannotBeMadeAndGoOn() {
    SharedStream shared =
        new SharedStream(
            vertx,
            stream,
            text -> {
              if (text.equals("bad")) {
                throw new ProblemException(CommonError.UNAVAILABLE, "away");
              }
              return text.equals("none") ? null : text;
            },
            LIMITS);
    Page page = new Page();
    shared.join(page, "");

    List.of("a", "bad", "none", "b").forEach(stream::publish);

    await().untilAsserted(() -> assertThat(page.data()).containsExactly("a", "b"));
  }

  @Test
  void shouldLeaveOutTheOldestWhenMoreWaitThanItsBound() {
    SharedStream shared =
        new SharedStream(
            vertx,
            stream,
            text -> text,
            new SharedStream.Limits(Duration.ofSeconds(1), 3, 1_000_000));
    Page page = new Page();
    shared.join(page, "");
    stream.publish("first");
    await().until(() -> page.data().contains("first"));

    for (int number = 0; number < 10; number++) {
      stream.publish("event " + number);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(page.data()).containsExactly("first", "event 7", "event 8", "event 9"));
  }

  @Test
  void shouldHearNothingMoreWhenTheLastPageHasLeft() {
    SharedStream shared = shared();
    Page page = new Page();
    shared.join(page, "");

    assertThat(shared.leave(page)).isTrue();
    stream.publish("a");

    assertThat(made).hasValue(0);
    assertThat(page.writes).isEmpty();
  }

  @Test
  void shouldLeaveOutOneEventThatCannotBeShownWhenOthersCan() {
    SharedStream shared =
        new SharedStream(
            vertx,
            stream,
            text -> {
              if (text.equals("bad")) {
                throw new IllegalStateException(text);
              }
              return text;
            },
            LIMITS);
    Page page = new Page();
    shared.join(page, "");

    stream.publish("good");
    stream.publish("bad");
    stream.publish("after");

    await().untilAsserted(() -> assertThat(page.data()).containsExactly("good", "after"));
  }
}
