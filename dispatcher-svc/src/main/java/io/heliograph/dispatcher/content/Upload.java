package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.identify.ContentHashes;
import io.heliograph.kit.limit.BodyPace;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One upload: chunks arrive on the event loop and are hashed and written by the content threads,
 * one thread at a time and in their order. The request is paused while more than {@value
 * #WAITING_BYTES_MAX} bytes wait. On any failure the file is removed and the rest of the body
 * discarded.
 */
final class Upload {
  /** What arrived, and where it lies. */
  record Arrived(Spool spool, ContentHashes hashes) {}

  private static final int WAITING_BYTES_MAX = 1 << 20;

  /** So many chunks are written before another upload has its turn. */
  private static final int TURN_CHUNKS = 16;

  private final HttpServerRequest request;
  private final Context context;
  private final ContentThreads threads;
  private final Callable<Spool> opening;
  private final SpoolSpace.Share share;
  private final CompletableFuture<Arrived> arrived = new CompletableFuture<>();

  private final Queue<Buffer> chunks = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicInteger signals = new AtomicInteger();
  private volatile boolean ended;
  private volatile @Nullable HubException broken;

  /** Of the event loop. */
  private boolean paused;

  private final BodyPace pace;

  /** Of the content threads, one at a time. */
  private @Nullable Spool spool;

  private boolean over;

  Upload(
      HttpServerRequest request,
      Context context,
      ContentThreads threads,
      BodyPace pace,
      Callable<Spool> opening,
      SpoolSpace.Share share) {
    this.request = request;
    this.pace = pace;
    this.context = context;
    this.threads = threads;
    this.opening = opening;
    this.share = share;
  }

  /** Reads the whole body; completes with what arrived, or with an error and no file. */
  CompletableFuture<Arrived> start() {
    request.exceptionHandler(lost -> fail("the connection was lost"));
    request.handler(this::take);
    request.endHandler(
        end -> {
          ended = true;
          signal();
        });
    request.resume();
    return arrived;
  }

  /** To be called at the end of each window, on the event loop. */
  void failWhenSlow() {
    if (paused) {
      pace.held();
    }
    if (pace.windowEnded() && !ended) {
      fail("the body stopped arriving");
    }
  }

  private void fail(String reason) {
    if (broken == null) {
      broken = new HubException(ErrorCode.BODY_UNREADABLE, reason);
      signal();
    }
  }

  private void take(Buffer chunk) {
    pace.arrived(chunk.length());
    chunks.add(chunk);
    if (waitingBytes.addAndGet(chunk.length()) > WAITING_BYTES_MAX && !paused) {
      paused = true;
      pace.held();
      request.pause();
    }
    signal();
  }

  /** Only the first of several signals starts a turn; the turn sees the others. */
  private void signal() {
    if (signals.getAndIncrement() == 0) {
      schedule();
    }
  }

  private void schedule() {
    try {
      threads.execute(this::turn);
    } catch (HubException full) {
      // Nobody else is in a turn: this thread has the right to end it.
      end(full);
      signals.set(0);
      discardRest();
    }
  }

  private void turn() {
    int seen = signals.get();
    boolean drained = false;
    for (int at = 0; at < TURN_CHUNKS && !over && !drained; at++) {
      Buffer chunk = chunks.poll();
      if (chunk == null) {
        conclude();
        drained = true;
      } else {
        write(chunk);
      }
    }
    if (over) {
      chunks.clear();
      waitingBytes.set(0);
    }
    resumeWhenDrained();
    // A turn that took its share has not seen whether the end came with its last chunk.
    boolean more = !over && !drained;
    if (more || signals.addAndGet(-seen) != 0) {
      schedule();
    }
  }

  private void write(Buffer chunk) {
    waitingBytes.addAndGet(-chunk.length());
    HubException reason = broken;
    if (reason != null) {
      end(reason);
      return;
    }
    try {
      share.take(chunk.length());
      open().write(chunk.getBytes());
    } catch (Exception failure) {
      end(StoreErrors.of(failure));
    }
  }

  private Spool open() throws Exception {
    Spool current = spool;
    if (current == null) {
      current = opening.call();
      spool = current;
    }
    return current;
  }

  private void conclude() {
    HubException reason = broken;
    if (reason != null) {
      end(reason);
    } else if (ended && chunks.isEmpty()) {
      try {
        Spool written = spool;
        if (written == null) {
          end(new HubException(ErrorCode.NO_CONTENT, "no content in request body"));
        } else {
          ContentHashes hashes = written.finish();
          over = true;
          arrived.complete(new Arrived(written, hashes));
        }
      } catch (IOException failure) {
        end(StoreErrors.of(failure));
      }
    }
  }

  private void end(HubException reason) {
    if (over) {
      return;
    }
    over = true;
    Spool written = spool;
    if (written != null) {
      threads.cleanUp(written::discard);
    }
    arrived.completeExceptionally(reason);
  }

  private void resumeWhenDrained() {
    if (waitingBytes.get() <= WAITING_BYTES_MAX / 4) {
      discardRest();
    }
  }

  private void discardRest() {
    context.runOnContext(
        now -> {
          if (paused) {
            paused = false;
            request.resume();
          }
        });
  }
}
