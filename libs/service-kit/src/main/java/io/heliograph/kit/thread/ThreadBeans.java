package io.heliograph.kit.thread;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** The threads of a service, with their restarts as a metric. */
@Singleton
final class ThreadBeans {
  @Produces
  @Singleton
  SupervisedThreads threads(MeterRegistry registry) {
    SupervisedThreads threads = new SupervisedThreads();
    threads.onName(
        (name, count) ->
            FunctionCounter.builder("heliograph_thread_restarts_total", count, LongAdder::sum)
                .description("Times a supervised thread began again after a failure")
                .tag("thread", name)
                .register(registry));
    return threads;
  }
}
