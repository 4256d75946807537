package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.injector.topic.TopicWatch;
import io.heliograph.kit.limit.RefusalLog;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code azul.insert} from its beginning into {@link Inserts} and follows it, on a thread of
 * its own, without a group: every replica has every insert. After a failure it goes on where it
 * was.
 */
@ApplicationScoped
public class InsertFollower {
  private static final Logger LOG = Logger.getLogger(InsertFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

  private final InjectorClients clients;
  private final TopicWatch watch;
  private final Inserts inserts;
  private final TopicPartition log;
  private final SupervisedThreads threads;
  private final RefusalLog refusals = new RefusalLog(LOG::warn);
  private @Nullable SupervisedThread thread;
  private volatile boolean caughtUp;
  private @Nullable Uuid topicId;

  InsertFollower(
      InjectorClients clients,
      TopicWatch watch,
      Inserts inserts,
      Topics topics,
      SupervisedThreads threads) {
    this.clients = clients;
    this.watch = watch;
    this.inserts = inserts;
    this.log = new TopicPartition(topics.system(Model.INSERT), 0);
    this.threads = threads;
  }

  void start(@Observes StartupEvent started) {
    thread = threads.start("insert-follower", BACKOFF, this::run);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    if (thread != null) {
      var unused = thread.stop(Duration.ofSeconds(5));
    }
  }

  /** Whether everything that was in the topic at the start is in memory. */
  public boolean caughtUp() {
    return caughtUp;
  }

  private void run(Turn turn) throws InterruptedException {
    while (!watch.complete()) {
      if (!turn.pause(PAUSE)) {
        return;
      }
    }
    try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("inserts")) {
      follow(consumer, turn);
    } catch (OffsetOutOfRangeException cut) {
      // Before anything of what is in memory goes: whoever injects stops.
      caughtUp = false;
      topicId = null;
      LOG.warnf("inserts were cut, they are read again from=%d", inserts.position());
      throw cut;
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer, Turn turn) {
    Uuid id = watch.known().get(log.topic());
    if (id == null) {
      return;
    }
    consumer.assign(List.of(log));
    long beginning = consumer.beginningOffsets(List.of(log)).get(log);
    if (!id.equals(topicId)) {
      caughtUp = false;
      inserts.clear(id.toString());
      inserts.reached(beginning);
      topicId = id;
    }
    consumer.seek(log, Math.max(beginning, inserts.position()));
    long end = consumer.endOffsets(List.of(log)).get(log);
    long startNanos = System.nanoTime();
    while (turn.running() && id.equals(watch.known().getOrDefault(log.topic(), id))) {
      // Reading JSON is most of the work of a start; the order is kept.
      consumer.poll(POLL).records(log).parallelStream().map(Read::of).toList().forEach(this::apply);
      long reached = consumer.position(log);
      turn.beat();
      if (reached > inserts.position()) {
        turn.progressed();
      }
      inserts.reached(reached);
      if (!caughtUp && inserts.position() >= end) {
        caughtUp = true;
        LOG.infof(
            "inserts are in memory count=%d bytes=%d millis=%d",
            inserts.size(), inserts.bytes(), (System.nanoTime() - startNanos) / 1_000_000);
      }
    }
  }

  private void apply(Read read) {
    inserts.apply(read.key, read.offset, read.reading);
    if (read.reading instanceof Reading.Rejected) {
      // Why is told by the list of rejected inserts: the reason may quote what somebody sent.
      refusals.refused(log.topic(), "insert", () -> "insert rejected offset=" + read.offset);
    }
  }

  /** A record that was read. */
  private record Read(String key, long offset, Reading reading) {
    static Read of(ConsumerRecord<byte[], byte[]> record) {
      String key = record.key() == null ? "" : new String(record.key(), UTF_8);
      return new Read(
          key, record.offset(), InsertReader.read(key, record.offset(), record.value()));
    }
  }
}
