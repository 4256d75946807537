package io.heliograph.bench.injector;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Publishes at a fixed rate over HTTP and measures, for each parent, from its acknowledgement until
 * a reader of committed records has the child.
 *
 * @param parentEvery one event in so many is a parent
 */
record Load(String bootstrap, String dispatcher, int eventsPerSecond, int parentEvery) {
  private static final int BATCH = 20;
  private static final long WAIT_SECONDS = 30;

  /**
   * What was measured.
   *
   * @param sortedMillis of the children
   */
  record Result(int events, int parents, double perSecond, double[] sortedMillis) {
    Result {
      sortedMillis = sortedMillis.clone();
    }

    @Override
    public double[] sortedMillis() {
      return sortedMillis.clone();
    }

    double quantile(double share) {
      return sortedMillis.length == 0
          ? Double.NaN
          : sortedMillis[
              (int) Math.min(sortedMillis.length - 1L, Math.round(sortedMillis.length * share))];
    }
  }

  Result run(int firstParent, Duration time) throws IOException, InterruptedException {
    int events = Math.toIntExact(eventsPerSecond * time.toSeconds());
    int parents = events / parentEvery;
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    Map<String, Long> read = new ConcurrentHashMap<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform().daemon().start(() -> read(read, firstParent, parents, begun));
    begun.await();
    long startNanos = System.nanoTime();
    publish(firstParent, events, acknowledged);
    double perSecond = events * 1e9 / (System.nanoTime() - startNanos);
    reader.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
    List<Double> millis = new ArrayList<>();
    read.forEach(
        (child, at) -> {
          Long from = acknowledged.get(child);
          if (from != null) {
            millis.add(Math.max(0, (at - from) / 1e6));
          }
        });
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Result(events, parents, perSecond, sorted);
  }

  /** Batches go out at their time; each is acknowledged on its own. */
  private void publish(int firstParent, int events, Map<String, Long> acknowledged)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      List<java.util.concurrent.CompletableFuture<HttpResponse<String>>> answers =
          new ArrayList<>();
      long startNanos = System.nanoTime();
      for (int at = 0; at < events; at += BATCH) {
        long dueNanos = startNanos + at * 1_000_000_000L / eventsPerSecond;
        while (System.nanoTime() < dueNanos) {
          LockSupport.parkNanos(dueNanos - System.nanoTime());
        }
        List<String> bodies = new ArrayList<>();
        List<String> children = new ArrayList<>();
        for (int i = at; i < at + BATCH; i++) {
          boolean parent = i % parentEvery == 0;
          int number = firstParent + i / parentEvery;
          bodies.add(Inserts.event(parent ? Inserts.parent(number) : Inserts.stranger(i)));
          if (parent) {
            children.add(Inserts.child(number));
          }
        }
        answers.add(
            http.sendAsync(request(bodies), HttpResponse.BodyHandlers.ofString())
                .whenComplete(
                    (answer, failure) ->
                        children.forEach(child -> acknowledged.put(child, System.nanoTime()))));
      }
      for (var answer : answers) {
        if (answer.join().statusCode() != 200) {
          throw new IOException(answer.join().body());
        }
      }
    }
  }

  private HttpRequest request(List<String> events) {
    return HttpRequest.newBuilder(URI.create(dispatcher + "/api/v2/event?model=binary&sync=true"))
        .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", events) + "]"))
        .build();
  }

  private void read(Map<String, Long> read, int first, int parents, CountDownLatch begun) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "none");
    var wanted = new java.util.HashSet<String>();
    for (int at = first; at < first + parents; at++) {
      wanted.add(Inserts.child(at));
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("samples.binary.data").stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .collect(Collectors.toList());
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      begun.countDown();
      while (!wanted.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          Header by = record.headers().lastHeader("injected-by");
          if (by != null) {
            String child =
                new String(
                    record.headers().lastHeader("entity-id").value(),
                    java.nio.charset.StandardCharsets.UTF_8);
            if (wanted.remove(child)) {
              read.put(child, System.nanoTime());
            }
          }
        }
      }
    }
  }
}
