package io.heliograph.dashboard.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.core.StatisticsRedis;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.ingest.MispHeaders;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.event.StatisticsKeys;
import io.heliograph.event.Topics;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into {@code hub.misp.replay} and tells when the last of them counts, by the offset
 * in Redis. One replay at a time: two would mix their times. Blocks its callers.
 */
@ApplicationScoped
class MispReplayWriter {
  private static final int PARTITION = 0;
  private static final long CONFIRM_SECONDS_MAX = 60;

  private final DashboardClients clients;
  private final String topic;
  private final Redis redis;
  private final Duration timeout;
  private final Semaphore one = new Semaphore(1);
  private @Nullable KafkaProducer<String, byte[]> producer;
  private @Nullable Admin admin;

  MispReplayWriter(
      DashboardClients clients, Topics topics, StatisticsRedis redis, StatisticsSettings settings) {
    this.clients = clients;
    this.topic = topics.mispReplay();
    this.redis = redis.client();
    this.timeout = settings.redis().timeout();
  }

  /** Where a replay ends: the offset behind its last message. */
  record End(String topicId, long offset) {

    static End parse(String id) {
      int colon = id.lastIndexOf('.');
      try {
        return new End(
            id.substring(0, Math.max(colon, 0)), Long.parseLong(id.substring(colon + 1)));
      } catch (NumberFormatException foreign) {
        throw new ProblemException(CommonError.NOT_FOUND, "no such replay");
      }
    }

    String id() {
      return topicId + "." + offset;
    }
  }

  /** Puts them all into Kafka; returns when they are durable. */
  End add(List<ReplayLine> lines)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (!one.tryAcquire()) {
      throw new ProblemException(CommonError.BUSY, "a replay is already in progress");
    }
    try {
      return new End(topicId(), send(lines) + 1);
    } finally {
      one.release();
    }
  }

  private long send(List<ReplayLine> lines)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (producer == null) {
      producer = clients.producer("replay", 5);
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>(lines.size());
    for (ReplayLine line : lines) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, PARTITION, line.epochMillis(), line.feed(), line.frame());
      record.headers().add(MispHeaders.FEED, line.feed().getBytes(UTF_8));
      sent.add(producer.send(record));
    }
    long last = -1;
    for (Future<RecordMetadata> confirmation : sent) {
      last = offset(confirmation);
    }
    return last;
  }

  private static long offset(Future<RecordMetadata> confirmation)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return confirmation.get(CONFIRM_SECONDS_MAX, TimeUnit.SECONDS).offset();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof InvalidTimestampException) {
        throw new ProblemException(
            CommonError.INVALID_REQUEST,
            "at is further from now than Kafka takes; nothing behind it is stored");
      }
      throw failure;
    }
  }

  /** How many messages before that end do not count yet. */
  long remaining(End end) throws ExecutionException, InterruptedException, TimeoutException {
    if (!end.topicId().equals(topicId())) {
      throw new ProblemException(CommonError.NOT_FOUND, "no such replay");
    }
    Response stored =
        redis
            .send(
                Request.cmd(Command.HGET)
                    .arg(StatisticsKeys.OFFSETS)
                    .arg(end.topicId() + ":" + PARTITION))
            .toCompletionStage()
            .toCompletableFuture()
            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    long next = stored == null ? 0 : Long.parseLong(stored.toString());
    return Math.max(0, end.offset() - next);
  }

  private String topicId() throws ExecutionException, InterruptedException {
    return admin()
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .topicId()
        .toString();
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = clients.admin("admin");
    }
    return admin;
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(5));
    }
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
