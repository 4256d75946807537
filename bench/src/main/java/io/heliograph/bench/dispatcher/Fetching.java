package io.heliograph.bench.dispatcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Passive subscriptions that begin before the events are published and fetch them afterwards. */
record Fetching(HubUnderLoad hub, String name, List<String> filters) {
  private static final int COUNT = 1_000;
  private static final int BATCH = 500;

  /** What the fetches cost, and what they made the broker send. */
  record Outcome(Figures figures, long brokerBytesOut) {}

  /** Publishes that many events and lets every subscription fetch until it has its share. */
  Outcome run(int events) throws IOException, InterruptedException, ExecutionException {
    for (int at = 0; at < filters.size(); at++) {
      try (Connection connection = hub.connect()) {
        byte[] unused = connection.get(target(at, 0));
      }
    }
    long bytesBefore = hub.brokerBytesOut();
    try (Connection connection = hub.connect()) {
      for (int sent = 0; sent < events; sent += BATCH) {
        byte[] unused = connection.post("/api/v2/event?model=binary&sync=true", Events.body(BATCH));
      }
    }
    Duration cpuBefore = hub.cpu();
    long begunNanos = System.nanoTime();
    List<Future<Integer>> running = new ArrayList<>();
    List<Long> latencies = java.util.Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(filters.size())) {
      for (int at = 0; at < filters.size(); at++) {
        int subscription = at;
        int share = filters.get(at).isEmpty() ? events : events / Events.KINDS;
        running.add(threads.submit(() -> fetch(subscription, share, latencies)));
      }
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
    Duration cpu = hub.cpu().minus(cpuBefore);
    for (Future<Integer> one : running) {
      one.get();
    }
    long[] nanos = latencies.stream().mapToLong(Long::longValue).toArray();
    return new Outcome(
        new Figures(name, events, elapsed, cpu, nanos), hub.brokerBytesOut() - bytesBefore);
  }

  /** Fetches until the subscription has so many; how many it got. */
  private int fetch(int subscription, int share, List<Long> latencies) throws IOException {
    int got = 0;
    try (Connection connection = hub.connect()) {
      while (got < share) {
        long askedNanos = System.nanoTime();
        byte[] answer = connection.get(target(subscription, Math.min(COUNT, share - got)));
        latencies.add(System.nanoTime() - askedNanos);
        got += fetched(answer);
      }
    }
    return got;
  }

  private String target(int subscription, int count) {
    return "/api/v2/event/binary/passive?version=1&r-live=true&name="
        + name.replaceAll("\\W", "")
        + subscription
        + (count == 0 ? "&deadline=0" : "&deadline=5&count=" + count)
        + filters.get(subscription);
  }

  /** How many events an answer says that it has. */
  static int fetched(byte[] answer) {
    String head = new String(answer, 0, Math.min(answer.length, 600), ISO_8859_1);
    int at = head.indexOf("\"fetched\":") + "\"fetched\":".length();
    return Integer.parseInt(head.substring(at, head.indexOf(',', at)));
  }
}
