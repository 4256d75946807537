package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.injector.topic.KafkaClients;
import io.heliograph.injector.topic.TopicWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
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
  private static final long PAUSE_MILLIS = 500;

  private final KafkaClients clients;
  private final TopicWatch watch;
  private final Inserts inserts;
  private final TopicPartition log;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile boolean caughtUp;
  private @Nullable Uuid topicId;

  InsertFollower(KafkaClients clients, TopicWatch watch, Inserts inserts, Topics topics) {
    this.clients = clients;
    this.watch = watch;
    this.inserts = inserts;
    this.log = new TopicPartition(topics.system(Model.INSERT), 0);
    this.thread = Thread.ofPlatform().daemon().name("insert-follower").unstarted(this::run);
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    running = false;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** Whether everything that was in the topic at the start is in memory. */
  public boolean caughtUp() {
    return caughtUp;
  }

  private void run() {
    while (running) {
      try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("inserts")) {
        if (awaitTopic()) {
          follow(consumer);
        }
      } catch (OffsetOutOfRangeException cut) {
        LOG.infof("inserts were cut; reading them again from=%d", inserts.position());
        topicId = null;
      } catch (KafkaException failure) {
        LOG.warnf("inserts are not followed reason=%s", failure.toString());
        pause();
      } catch (RuntimeException unexpected) {
        // Whatever it is, this thread must not end: inserts would be missed in silence.
        LOG.error("inserts are not followed", unexpected);
        pause();
      }
    }
  }

  private boolean awaitTopic() {
    while (running && !watch.complete()) {
      pause();
    }
    return running;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    Uuid id = watch.known().get(log.topic());
    if (id == null) {
      return;
    }
    consumer.assign(List.of(log));
    long beginning = consumer.beginningOffsets(List.of(log)).get(log);
    if (!id.equals(topicId)) {
      caughtUp = false;
      inserts.clear();
      inserts.reached(beginning);
      topicId = id;
    }
    consumer.seek(log, Math.max(beginning, inserts.position()));
    long end = consumer.endOffsets(List.of(log)).get(log);
    long startNanos = System.nanoTime();
    while (running && id.equals(watch.known().getOrDefault(log.topic(), id))) {
      // Reading JSON is most of the work of a start; the order is kept.
      consumer.poll(POLL).records(log).parallelStream().map(Read::of).toList().forEach(this::apply);
      inserts.reached(consumer.position(log));
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
      LOG.warnf("insert rejected offset=%d", read.offset);
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
