package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import io.heliograph.kit.limit.ByteBudget;
import io.heliograph.kit.limit.FairRate;
import io.heliograph.testkit.EventJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Whatever is thrown between: one answer, all bytes back. */
class PublisherTest {
  private static final Sources SOURCES = Sources.parse("sources:\n  testing: {}\n");

  private final ByteBudget budget = new ByteBudget(1_000_000);
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final List<List<PreparedEvent>> told = new ArrayList<>();
  private Consumer<List<PreparedEvent>> listener = told::add;
  private Executor workers = Runnable::run;
  private PurgeSet purge = PurgeSet.NONE;
  private MockProducer<byte[], byte[]> kafka = producer();

  @Test
  void shouldAnswerTellAndGiveBackWhenAllGoesWell() {
    HeldBody body = body(EventJson.binary(EventJson.sha256()));
    CompletionStage<PublishAnswer> answer = publish(body, true);
    assertThat(answer.toCompletableFuture()).isNotDone();

    kafka.completeNext();

    assertThat(answer.toCompletableFuture()).isCompleted();
    assertThat(told).hasSize(1);
    assertThat(budget.taken()).isPositive();
    body.answered();
    assertThat(budget.taken()).isZero();
    assertThat(fatal).isEmpty();
  }

  @Test
  void shouldAnswerAndGiveBackWhenAListenerThrows() {
    for (Throwable thrown : List.of(new IllegalStateException("mine"), new AssertionError("its"))) {
      listener =
          events -> {
            throw sneaky(thrown);
          };
      HeldBody body = body(EventJson.binary(EventJson.sha256()));
      CompletionStage<PublishAnswer> answer = publish(body, true);

      kafka.completeNext();
      body.answered();

      assertThat(answer.toCompletableFuture()).isCompleted();
      assertThat(budget.taken()).isZero();
      assertThat(fatal.removeLast()).isSameAs(thrown);
    }
  }

  @Test
  void shouldRunListenersAwayFromKafkasThreadAndKeepTheBytesUntilTheyEnd() {
    List<Runnable> later = new ArrayList<>();
    workers = later::add;
    HeldBody body = body(EventJson.binary(EventJson.sha256()));
    CompletionStage<PublishAnswer> answer = publish(body, true);
    later.removeFirst().run();

    kafka.completeNext();
    body.answered();

    assertThat(answer.toCompletableFuture()).isCompleted();
    assertThat(told).isEmpty();
    assertThat(budget.taken()).isPositive();
    later.removeFirst().run();
    assertThat(told).hasSize(1);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void shouldAnswerAndGiveBackWhenTheWorkersAreFullForTheListener() {
    List<Runnable> first = new ArrayList<>();
    workers =
        task -> {
          if (!first.isEmpty()) {
            throw HubException.busy(ErrorCode.OVERLOADED, "full");
          }
          first.add(task);
          task.run();
        };
    HeldBody body = body(EventJson.binary(EventJson.sha256()));
    CompletionStage<PublishAnswer> answer = publish(body, true);

    kafka.completeNext();
    body.answered();

    assertThat(answer.toCompletableFuture()).isCompleted();
    assertThat(told).isEmpty();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void shouldAnswerAndGiveBackWhenTheWorkersRefuseOrThrow() {
    for (Throwable thrown :
        List.of(HubException.busy(ErrorCode.OVERLOADED, "full"), new AssertionError("thread"))) {
      workers =
          task -> {
            throw sneaky(thrown);
          };

      assertThat(refusal(EventJson.binary(EventJson.sha256()))).isSameAs(thrown);
    }
  }

  @Test
  void shouldAnswerAndGiveBackWhenAStageThrows() {
    for (Throwable thrown : List.of(new IllegalStateException("mine"), new AssertionError("its"))) {
      purge =
          new PurgeSet() {
            @Override
            public boolean isEmpty() {
              throw sneaky(thrown);
            }

            @Override
            public boolean purged(
                io.heliograph.event.EventHeaders headers,
                String key,
                io.heliograph.event.publish.Tracking tracking) {
              throw sneaky(thrown);
            }
          };

      assertThat(refusal(EventJson.binary(EventJson.sha256()))).isSameAs(thrown);
      assertThat(fatal.removeLast()).isSameAs(thrown);
    }
  }

  /** As the hub's own workers do it: nobody who waits for the answer sees what a worker throws. */
  @Test
  void shouldAnswerAndGiveBackWhenAStageThrowsOnAThreadOfItsOwn() throws Exception {
    AssertionError itsOwn = new AssertionError("no memory is left");
    purge =
        new PurgeSet() {
          @Override
          public boolean isEmpty() {
            throw itsOwn;
          }

          @Override
          public boolean purged(
              io.heliograph.event.EventHeaders headers,
              String key,
              io.heliograph.event.publish.Tracking tracking) {
            throw itsOwn;
          }
        };
    List<Thread> begun = new ArrayList<>();
    List<Throwable> escaped = new CopyOnWriteArrayList<>();
    workers =
        task -> {
          Thread worker = Thread.ofPlatform().unstarted(task);
          worker.setUncaughtExceptionHandler((dead, failure) -> escaped.add(failure));
          begun.add(worker);
          worker.start();
        };
    HeldBody body = body(EventJson.binary(EventJson.sha256()));

    CompletionStage<PublishAnswer> answer = publish(body, true);
    for (Thread worker : begun) {
      worker.join();
    }
    body.answered();

    assertThat(begun).hasSize(1);
    assertThat(failure(answer)).isSameAs(itsOwn);
    assertThat(budget.taken()).isZero();
    assertThat(fatal).containsExactly(itsOwn);
    assertThat(escaped).isEmpty();
  }

  @Test
  void shouldTellEachEventsEndWhenKafkasClientThrows() {
    kafka =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          private int sends;

          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (++sends == 2) {
              throw new IllegalArgumentException("a defect");
            }
            return super.send(record, callback);
          }
        };
    HeldBody body =
        body(
            "["
                + EventJson.binary(EventJson.sha256())
                + ","
                + EventJson.binary(EventJson.sha256())
                + ","
                + EventJson.binary(EventJson.sha256())
                + "]");
    CompletionStage<PublishAnswer> answer = publish(body, true);

    kafka.completeNext();
    kafka.completeNext();
    body.answered();

    assertThat(failure(answer))
        .isInstanceOfSatisfying(
            HubException.class,
            error -> assertThat(error.detail()).startsWith("successfully submitted 2/3 events"));
    assertThat(budget.taken()).isZero();
  }

  @Test
  void shouldAskToComeBackWhenTheEventsNeedMoreThanIsLeft() {
    HeldBody other = new HeldBody(budget);
    assertThat(other.append(Buffer.buffer(new byte[498_500]), 498_500)).isTrue();

    assertThat(refusal(EventJson.binary(EventJson.sha256())))
        .isInstanceOfSatisfying(
            HubException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.OVERLOADED));

    other.release();
  }

  @Test
  void shouldSayTooLargeWhenFewBytesWouldBecomeMoreThanThereIsInAll() {
    String nodes = "{},".repeat(40_000);
    String event = EventJson.binary(EventJson.sha256()).replace("\"path\":[", "\"path\":[" + nodes);

    assertThat(refusal(event))
        .isInstanceOfSatisfying(
            HubException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  /** Why the body was refused; all its bytes are back. */
  private Throwable refusal(String json) {
    long before = budget.taken();
    HeldBody body = body(json);
    Throwable reason = failure(publish(body, true));
    body.answered();
    assertThat(budget.taken()).isEqualTo(before);
    return reason;
  }

  private static Throwable failure(CompletionStage<PublishAnswer> answer) {
    assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    Throwable thrown = catchThrowable(() -> answer.toCompletableFuture().join());
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private CompletionStage<PublishAnswer> publish(HeldBody body, boolean sync) {
    PublishPipeline pipeline =
        new PublishPipeline(
            new PublishPipeline.Settings(SOURCES, new Topics("", SOURCES), 10),
            purge,
            InstantSource.system(),
            new Random(1));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    PublishMetrics metrics = new PublishMetrics(registry, new AdmissionBudget(1));
    ExpediteRule expedite =
        new ExpediteRule(
            new Topics("", SOURCES),
            new FairRate(new FairRate.Limits(100, 100, 10), System::nanoTime),
            registry);
    EventProducer producer =
        new EventProducer(
            () -> kafka,
            workers,
            PublishFixtures.catalogue(),
            metrics,
            PublishFixtures.size(1_000_000));
    PublishListener listening =
        new PublishListener() {
          @Override
          public boolean isOn() {
            return true;
          }

          @Override
          public void published(List<PreparedEvent> events) {
            listener.accept(events);
          }
        };
    Publisher publisher =
        new Publisher(
            workers,
            pipeline,
            expedite,
            producer,
            new Publisher.Told(metrics, listening, this::tell));
    return publisher.publish(new PublishRequest(Model.BINARY, sync, false, false, ""), body);
  }

  private void tell(Throwable failure) {
    if (!(failure instanceof HubException)) {
      fatal.add(failure);
    }
  }

  private HeldBody body(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    HeldBody body = new HeldBody(budget);
    assertThat(body.append(Buffer.buffer(bytes), bytes.length)).isTrue();
    body.complete();
    return body;
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static RuntimeException sneaky(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
