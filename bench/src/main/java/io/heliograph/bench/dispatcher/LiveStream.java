package io.heliograph.bench.dispatcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events at a steady rate over four connections and eight workers of a live plugin that wait for
 * one at a time: how long each takes from when it was due to be published to its arrival. Threads
 * of its own, from start to close.
 */
final class LiveStream implements AutoCloseable {
  private static final Pattern HASH =
      Pattern.compile("\"entity\":\\{\"sha256\":\"([0-9a-f]{64})\"");
  private static final String FETCH =
      "/api/v2/event/binary/passive?version=1&r-live=true&name=alive&count=1&deadline=";
  private static final int READERS = 8;
  private static final int PUBLISHERS = 4;
  private static final int JOIN_MILLIS = 20_000;

  private final HubUnderLoad hub;
  private final long periodNanos;
  private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
  private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;
  private volatile IOException failure;

  /** Makes the live subscription, then starts. */
  LiveStream(HubUnderLoad hub, int perSecond) throws IOException {
    this.hub = hub;
    this.periodNanos = Duration.ofSeconds(PUBLISHERS).toNanos() / perSecond;
    try (Connection connection = hub.connect()) {
      byte[] unused = connection.get(FETCH + 0);
    }
    for (int i = 0; i < PUBLISHERS; i++) {
      threads.add(new Thread(this::publish, "publisher"));
    }
    for (int i = 0; i < READERS; i++) {
      threads.add(new Thread(this::read, "reader"));
    }
    threads.forEach(Thread::start);
  }

  /** What arrived since the last call. */
  long[] takeLatencies() throws IOException {
    if (failure != null) {
      throw failure;
    }
    synchronized (latencies) {
      long[] taken = latencies.stream().mapToLong(Long::longValue).toArray();
      latencies.clear();
      return taken;
    }
  }

  /** Events published that have not arrived. */
  int underWay() {
    return sentNanos.size();
  }

  private void publish() {
    try (Connection connection = hub.connect()) {
      long next = System.nanoTime();
      while (running) {
        byte[] body = Events.body(1);
        // From when it was due: a stall of the publisher is the hub's, too.
        sentNanos.put(hashes(body).getFirst(), next);
        byte[] unused = connection.post("/api/v2/event?model=binary&sync=true", body);
        next += periodNanos;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (IOException broken) {
      failure = broken;
    }
  }

  private void read() {
    try (Connection connection = hub.connect()) {
      while (running) {
        byte[] answer = connection.get(FETCH + 2);
        long now = System.nanoTime();
        for (String hash : hashes(answer)) {
          Long sent = sentNanos.remove(hash);
          if (sent != null) {
            latencies.add(now - sent);
          }
        }
      }
    } catch (IOException broken) {
      failure = broken;
    }
  }

  private static List<String> hashes(byte[] json) {
    List<String> found = new ArrayList<>();
    Matcher matcher = HASH.matcher(new String(json, ISO_8859_1));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Override
  public void close() {
    running = false;
    try {
      for (Thread thread : threads) {
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
