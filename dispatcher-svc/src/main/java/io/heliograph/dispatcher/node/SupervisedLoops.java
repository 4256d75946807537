package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The loops of the coordinator on supervised threads. Thread-safe. */
final class SupervisedLoops implements Loops {
  private final SupervisedThreads threads;

  SupervisedLoops(SupervisedThreads threads) {
    this.threads = threads;
  }

  @Override
  public Loop start(String name, Duration pauseMax, Work work) {
    Backoff backoff = new Backoff(Backoff.DEFAULT.first(), pauseMax);
    return new Supervised(threads.start(name, backoff, turn -> work.run(new SupervisedTurn(turn))));
  }

  private record Supervised(SupervisedThread thread) implements Loop {
    @Override
    public void requestStop() {
      thread.requestStop();
    }

    @Override
    public boolean stop(Duration wait) throws InterruptedException {
      return thread.stop(wait);
    }
  }

  private record SupervisedTurn(io.heliograph.kit.thread.Turn turn) implements Turn {
    @Override
    public boolean running() {
      return turn.running();
    }

    @Override
    public void beat() {
      turn.beat();
    }

    @Override
    public void progressed() {
      turn.progressed();
    }

    @Override
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration wait)
        throws ExecutionException, InterruptedException, TimeoutException {
      return turn.await(answer, wait);
    }

    @Override
    public <M> @Nullable M poll(BlockingQueue<M> messages, long waitMillis)
        throws InterruptedException {
      return messages.poll(waitMillis, TimeUnit.MILLISECONDS);
    }
  }
}
