package io.heliograph.bench.gjson;

import io.heliograph.gjson.Path;
import io.heliograph.gjson.Result;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One evaluation of a compiled filter on an event: the keep decision, and the whole answer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class FilterBenchmark {
  /** Which filter. */
  @Param Filter filter = Filter.F01;

  /** Which event. */
  @Param Event event = Event.SMALL;

  private Path path = Path.compile("");
  private byte[] json = {};

  /** The thread's CPU time of an iteration: unlike the clock, it is not other jobs' work too. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    /** Nanoseconds in the iteration. */
    public long cpuNanos;

    private long started;

    /** Notes the start. */
    @Setup(Level.Iteration)
    public void start() {
      started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Notes the end. */
    @TearDown(Level.Iteration)
    public void stop() {
      cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
    }
  }

  /** Compiles the path, which the hub does once for a subscription. */
  @Setup
  public void compile() {
    path = Path.compile(filter.path);
    json = event.json();
  }

  /** What the dispatcher asks: is the event kept. */
  @Benchmark
  public boolean matches(Cpu cpu) {
    return path.matches(json);
  }

  /** What the original was measured with: the answer as a view of the event. */
  @Benchmark
  public Result get(Cpu cpu) {
    return path.get(json);
  }
}
