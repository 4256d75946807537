package io.heliograph.coordinator.runtime;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Loops on threads of this process that are not begun again. */
public final class TestLoops implements Loops {
  @Override
  public Loop start(String name, Duration pauseMax, Work work) {
    OneLoop loop = new OneLoop();
    loop.thread = Thread.ofPlatform().daemon().name(name).start(() -> loop.run(work));
    return loop;
  }

  private static final class OneLoop implements Loop, Turn {
    private volatile boolean stopping;
    private @Nullable Thread thread;

    private void run(Work work) {
      try {
        work.run(this);
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public void requestStop() {
      stopping = true;
    }

    @Override
    public boolean stop(Duration wait) throws InterruptedException {
      requestStop();
      return thread != null && thread.join(wait);
    }

    @Override
    public boolean running() {
      return !stopping;
    }

    @Override
    public void beat() {}

    @Override
    public void progressed() {}

    @Override
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration wait)
        throws ExecutionException, InterruptedException, TimeoutException {
      return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public <M> @Nullable M poll(BlockingQueue<M> messages, long waitMillis)
        throws InterruptedException {
      return messages.poll(waitMillis, TimeUnit.MILLISECONDS);
    }
  }
}
