package io.heliograph.kit.thread;

import io.heliograph.kit.thread.SupervisedThread.Surroundings;
import io.heliograph.kit.thread.SupervisedThread.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes supervised threads and knows those that run: the liveness of the process is that all of
 * them beat. A thread that is away because a dependency is away beats all the same. Thread-safe.
 */
public final class SupervisedThreads {
  /** How long a thread may be silent until the process counts as not alive. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private final Surroundings surroundings;
  private final Set<SupervisedThread> running = ConcurrentHashMap.newKeySet();
  private final Map<String, LongAdder> restarts = new ConcurrentHashMap<>();
  private volatile BiConsumer<String, LongAdder> newName = (name, count) -> {};

  /** Threads of this process. */
  public SupervisedThreads() {
    this(System::nanoTime, FatalErrors::exit);
  }

  SupervisedThreads(LongSupplier nanoTime, Consumer<Throwable> fatal) {
    this.surroundings = new Surroundings(nanoTime, fatal, running::remove);
  }

  /** Starts a thread of that name, which begins again with {@link Backoff#DEFAULT}. */
  public SupervisedThread start(String name, Work work) {
    return start(name, Backoff.DEFAULT, work);
  }

  /** Starts a thread of that name. */
  public SupervisedThread start(String name, Backoff backoff, Work work) {
    SupervisedThread thread =
        new SupervisedThread(name, work, backoff, surroundings, restartsOf(name)::increment);
    running.add(thread);
    thread.start();
    return thread;
  }

  /**
   * Starts a thread that runs a task again and again; one that fails delays the next and ends
   * nothing.
   *
   * @param interval from the end of one run to the beginning of the next
   */
  public SupervisedThread every(String name, Duration interval, Work task) {
    return start(
        name,
        turn -> {
          while (turn.pause(interval)) {
            task.run(turn);
            turn.beat();
            turn.progressed();
          }
        });
  }

  /** The names of threads that have not beaten for {@link #SILENCE_MAX}, sorted. */
  public List<String> silent() {
    return running.stream()
        .filter(thread -> thread.sinceBeat().compareTo(SILENCE_MAX) > 0)
        .map(SupervisedThread::name)
        .sorted()
        .toList();
  }

  /** How many threads run. */
  public int runningCount() {
    return running.size();
  }

  /** How often threads of that name began again. */
  public long restarts(String name) {
    LongAdder count = restarts.get(name);
    return count == null ? 0 : count.sum();
  }

  /** Tells of each name with its count of restarts, also of those that are known already. */
  void onName(BiConsumer<String, LongAdder> listener) {
    newName = listener;
    restarts.forEach(listener);
  }

  private LongAdder restartsOf(String name) {
    return restarts.computeIfAbsent(
        name,
        first -> {
          LongAdder count = new LongAdder();
          newName.accept(first, count);
          return count;
        });
  }
}
