package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.injector.topic.TopicWatch;
import io.heliograph.kit.kafka.TopicFollower;
import io.heliograph.kit.kafka.TopicFollower.PollGuard;
import io.heliograph.kit.kafka.TopicFollower.Topic;
import io.heliograph.kit.limit.RefusalLog;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * Reads {@code azul.insert} from its beginning into {@link Inserts} and follows it, once the topics
 * are as they must be: every replica has every insert. It is read again from its beginning when it
 * was cut or created again; the injection sees that it has not caught up before anything is gone.
 */
@ApplicationScoped
public class InsertFollower {
  private static final Logger LOG = Logger.getLogger(InsertFollower.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

  private final Inserts inserts;
  private final TopicPartition log;
  private final SupervisedThreads threads;
  private final TopicFollower follower;
  private final RefusalLog refusals = new RefusalLog(LOG::warn);

  InsertFollower(
      InjectorClients clients,
      TopicWatch watch,
      Inserts inserts,
      Topics topics,
      SupervisedThreads threads) {
    this.inserts = inserts;
    this.threads = threads;
    String name = topics.system(Model.INSERT);
    this.log = new TopicPartition(name, 0);
    this.follower =
        new TopicFollower(
            "insert-follower",
            () -> clients.reader("inserts"),
            new Topic(
                name,
                () ->
                    watch.complete()
                        ? Optional.ofNullable(watch.known().get(name))
                        : Optional.empty()),
            PollGuard.NONE,
            new IntoMemory());
  }

  void start(@Observes StartupEvent started) {
    var unused = follower.start(threads, BACKOFF);
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    follower.stop();
  }

  /** Whether everything that was in the topic at the start is in memory. */
  public boolean caughtUp() {
    return follower.caughtUp();
  }

  private final class IntoMemory implements TopicFollower.Reader {
    @Override
    public void begins(Uuid topic, Map<TopicPartition, Long> beginnings) {
      inserts.clear(topic.toString());
      inserts.reached(beginnings.get(log));
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
      // Reading JSON is most of the work of a start; the order is kept.
      records.parallelStream().map(Read::of).toList().forEach(this::apply);
    }

    @Override
    public void reached(TopicPartition partition, long position) {
      inserts.reached(position);
    }

    @Override
    public void caughtUp() {
      LOG.infof("inserts loaded count=%d bytes=%d", inserts.size(), inserts.bytes());
    }

    private void apply(Read read) {
      inserts.apply(read.key, read.offset, read.reading);
      if (read.reading instanceof Reading.Rejected) {
        // The reason is in the list of rejected inserts only: it may quote what a client sent.
        refusals.refused(log.topic(), "insert", () -> "insert rejected offset=" + read.offset);
      }
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
