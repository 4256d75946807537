package io.heliograph.bench.dispatcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections that publish for a while, each its next batch when the last one is acknowledged. */
record Publishing(HubUnderLoad hub, int connections, int batch) {
  private static final String TARGET = "/api/v2/event?model=binary&sync=true";

  Figures run(String name, Duration time)
      throws IOException, InterruptedException, ExecutionException {
    Duration cpuBefore = hub.cpu();
    long begunNanos = System.nanoTime();
    long endNanos = begunNanos + time.toNanos();
    List<Future<long[]>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int at = 0; at < connections; at++) {
        running.add(threads.submit(() -> publish(endNanos)));
      }
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
    Duration cpu = hub.cpu().minus(cpuBefore);
    List<long[]> latencies = new ArrayList<>();
    for (Future<long[]> one : running) {
      latencies.add(one.get());
    }
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).toArray();
    return new Figures(name, (long) all.length * batch, elapsed, cpu, all);
  }

  private long[] publish(long endNanos) throws IOException {
    List<Long> latencies = new ArrayList<>();
    try (Connection connection = hub.connect()) {
      while (System.nanoTime() < endNanos) {
        byte[] body = Events.body(batch);
        long askedNanos = System.nanoTime();
        byte[] unused = connection.post(TARGET, body);
        latencies.add(System.nanoTime() - askedNanos);
      }
    }
    return latencies.stream().mapToLong(Long::longValue).toArray();
  }
}
