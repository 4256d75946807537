package io.heliograph.content;

import io.heliograph.content.ContentException.Reason;
import io.heliograph.identify.ContentHashes;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One upload: chunks arrive on the thread of their {@link UploadBody} and are hashed and written by
 * the content threads, one thread at a time and in their order. The body is paused while more than
 * {@value #WAITING_BYTES_MAX} bytes wait. On any failure the file is removed and the rest of the
 * body discarded. The public methods are called on the thread of the body; none blocks or throws.
 */
public final class Upload {
  /** What arrived, and where it lies. */
  record Arrived(UploadFile file, ContentHashes hashes) {}

  private static final int WAITING_BYTES_MAX = 1 << 20;

  /** So many chunks are written before another upload has its turn. */
  private static final int TURN_CHUNKS = 16;

  private final UploadBody body;
  private final ContentThreads threads;
  private final Callable<UploadFile> opening;
  private final UploadSpace.Share share;
  private final CompletableFuture<Arrived> arrived = new CompletableFuture<>();

  private final Queue<byte[]> chunks = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicInteger signals = new AtomicInteger();
  private volatile boolean ended;
  private volatile @Nullable ContentException broken;

  /** Of the content threads, one at a time. */
  private @Nullable UploadFile file;

  private boolean over;

  Upload(
      UploadBody body,
      ContentThreads threads,
      Callable<UploadFile> opening,
      UploadSpace.Share share) {
    this.body = body;
    this.threads = threads;
    this.opening = opening;
    this.share = share;
  }

  /** Reads the whole body; completes with what arrived, or with an error and no file. */
  CompletableFuture<Arrived> start() {
    body.sendTo(this);
    return arrived.whenComplete((whole, failure) -> body.over());
  }

  /** More of the body is here; the upload keeps the array. */
  public void arrived(byte[] chunk) {
    chunks.add(chunk);
    if (waitingBytes.addAndGet(chunk.length) > WAITING_BYTES_MAX) {
      body.pause();
    }
    signal();
  }

  /** The body is whole. */
  public void ended() {
    ended = true;
    signal();
  }

  /** The body will not be whole, and why. */
  public void failed(String reason) {
    if (broken == null) {
      broken = new ContentException(Reason.UNREADABLE, reason);
      signal();
    }
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
    } catch (ContentException full) {
      // No other thread is in a turn: this one has the right to end it.
      end(full);
      signals.set(0);
      body.resume();
    }
  }

  private void turn() {
    int seen = signals.get();
    boolean drained = false;
    for (int at = 0; at < TURN_CHUNKS && !over && !drained; at++) {
      byte[] chunk = chunks.poll();
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
    if (waitingBytes.get() <= WAITING_BYTES_MAX / 4) {
      body.resume();
    }
    // A turn that took its share has not seen whether the end came with its last chunk.
    boolean more = !over && !drained;
    if (more || signals.addAndGet(-seen) != 0) {
      schedule();
    }
  }

  private void write(byte[] chunk) {
    waitingBytes.addAndGet(-chunk.length);
    ContentException reason = broken;
    if (reason != null) {
      end(reason);
      return;
    }
    try {
      share.take(chunk.length);
      open().write(chunk);
    } catch (Exception failure) {
      end(StoreErrors.of(failure));
    }
  }

  private UploadFile open() throws Exception {
    UploadFile current = file;
    if (current == null) {
      current = opening.call();
      file = current;
    }
    return current;
  }

  private void conclude() {
    ContentException reason = broken;
    if (reason != null) {
      end(reason);
    } else if (ended && chunks.isEmpty()) {
      try {
        UploadFile written = file;
        if (written == null) {
          end(new ContentException(Reason.EMPTY, "no content in request body"));
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

  private void end(ContentException reason) {
    if (over) {
      return;
    }
    over = true;
    UploadFile written = file;
    if (written != null) {
      threads.cleanUp(written::discard);
    }
    arrived.completeExceptionally(reason);
  }
}
