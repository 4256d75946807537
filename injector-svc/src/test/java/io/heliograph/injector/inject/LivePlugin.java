package io.heliograph.injector.inject;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import io.heliograph.local.ServiceProcess;
import io.heliograph.testkit.EventJson;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plugin that has nothing to do with inserts, and a feed of events that nobody injects anything
 * into: how long each takes from its acknowledgement until the plugin has it over HTTP.
 */
final class LivePlugin implements AutoCloseable {
  private static final Pattern HASH =
      Pattern.compile("\"entity\":\\{\"sha256\":\"([0-9a-f]{64})\"");
  private static final String QUERY =
      "/api/v2/event/binary/passive?name=bystander&version=1&r-live=true&r-action=sourced&count=1";
  private static final long PERIOD_MILLIS = 20;

  private final Publisher publisher;
  private final ServiceProcess dispatcher;
  private final Map<String, Long> acknowledgedNanos = new ConcurrentHashMap<>();
  private final Map<String, Long> readNanos = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean feeding = true;
  private volatile boolean reading = true;

  /** Begins; the first event was read when this returns. */
  LivePlugin(Publisher publisher, ServiceProcess dispatcher) throws Exception {
    this.publisher = publisher;
    this.dispatcher = dispatcher;
    assertThat(dispatcher.get(QUERY + "&deadline=0").statusCode()).isEqualTo(200);
    running.add(threads.submit(this::read));
    running.add(threads.submit(this::feed));
  }

  /** Milliseconds of every event that was acknowledged between these times, in order. */
  List<Long> sortedMillis(long fromNanos, long untilNanos) {
    return acknowledgedNanos.entrySet().stream()
        .filter(event -> event.getValue() - fromNanos >= 0 && event.getValue() - untilNanos < 0)
        .map(event -> readNanos.getOrDefault(event.getKey(), Long.MAX_VALUE) - event.getValue())
        .map(TimeUnit.NANOSECONDS::toMillis)
        .sorted()
        .toList();
  }

  /** How many events were read. */
  int readCount() {
    return readNanos.size();
  }

  /** No more events; returns whether all have been read. */
  boolean isDrained() {
    feeding = false;
    return running.getLast().isDone() && readNanos.keySet().containsAll(acknowledgedNanos.keySet());
  }

  private Void feed() throws Exception {
    while (feeding) {
      String sha256 = EventJson.sha256();
      publisher.send(Model.BINARY, EventJson.binary(sha256)).get();
      acknowledgedNanos.put(sha256, System.nanoTime());
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
    }
    return null;
  }

  private Void read() throws Exception {
    while (reading) {
      HttpResponse<String> answer = dispatcher.get(QUERY + "&deadline=1");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Matcher found = HASH.matcher(answer.body());
      while (found.find()) {
        readNanos.put(found.group(1), System.nanoTime());
      }
    }
    return null;
  }

  /** Ends; whatever failed meanwhile fails the test. */
  @Override
  public void close() {
    feeding = false;
    reading = false;
    threads.shutdown();
    try {
      for (Future<?> one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
