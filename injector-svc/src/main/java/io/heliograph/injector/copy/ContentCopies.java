package io.heliograph.injector.copy;

import io.heliograph.client.Answer;
import io.heliograph.client.ContentName;
import io.heliograph.client.HubClient;
import io.heliograph.client.HubSettings;
import io.heliograph.client.Retries;
import io.heliograph.kit.limit.SparseLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Copies contents by asking the dispatcher, before a transaction begins. A content that is missing
 * is no failure; one that cannot be copied in time is given up, counted, and its child is injected
 * all the same. While the dispatcher is away it is asked once a second. Used by the injection
 * thread alone; it blocks that thread for {@link CopySettings#totalTimeout()} at most.
 */
@ApplicationScoped
public class ContentCopies {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(ContentCopies.class));
  private static final int REMEMBERED_MAX = 50_000;
  private static final long PAUSE_MILLIS = 100;

  /**
   * How long the dispatcher is not asked again after it did not answer: the injection must go on.
   */
  private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int ANSWER_BYTES_MAX = 64 << 10;
  private static final int NOT_FOUND = 404;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private enum Outcome {
    COPIED,
    MISSING,
    REFUSED,
    AWAY
  }

  private final CopySettings settings;
  private final HubClient hub;
  private final Semaphore places;
  private final Counter copied;
  private final Counter missing;
  private final Counter failed;
  private final Map<Copy, Long> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Copy, Long> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };
  private volatile boolean away;
  private long awaySinceNanos;

  ContentCopies(CopySettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.places = new Semaphore(settings.concurrentMax());
    // Repeated here, all that are left together, so not by the client.
    this.hub =
        new HubClient(
            HubSettings.of(settings.dispatcher())
                .answer(settings.timeout())
                .answerBytesMax(ANSWER_BYTES_MAX)
                .retries(Retries.NONE));
    copied = counter(registry, "copied");
    missing = counter(registry, "missing");
    failed = counter(registry, "failed");
  }

  /** Whether the dispatcher did not answer when it was asked last. */
  public boolean isAway() {
    return away;
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("injector_copies")
        .description("Contents of children copied to the source of their parent, by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Copies these; returns when each has an outcome or patience is at its end. */
  public void copy(Collection<Copy> copies) throws InterruptedException {
    long startNanos = System.nanoTime();
    long deadlineNanos = startNanos + settings.totalTimeout().toNanos();
    List<Copy> wanted = new ArrayList<>(copies);
    wanted.removeIf(copy -> isRemembered(copy, startNanos));
    if (wanted.isEmpty()) {
      return;
    }
    if (!away || startNanos - awaySinceNanos > AWAY_NANOS) {
      wanted = attempted(wanted, deadlineNanos);
    }
    failed.increment(wanted.size());
  }

  /** Those that could not be copied; that not even one could is remembered for a while. */
  private List<Copy> attempted(List<Copy> copies, long deadlineNanos) throws InterruptedException {
    List<Copy> left = copies;
    int attempts = away ? 1 : settings.attemptsMax();
    for (int attempt = 1; !left.isEmpty() && attempt <= attempts; attempt++) {
      if (attempt > 1) {
        TimeUnit.MILLISECONDS.sleep(Math.min(PAUSE_MILLIS << attempt, left(deadlineNanos)));
      }
      left = tried(left, deadlineNanos);
    }
    if (!left.isEmpty() && !away) {
      int count = left.size();
      LOG.warn(
          "copies", () -> "contents not copied, children are injected without them count=" + count);
    }
    away = left.size() == copies.size();
    awaySinceNanos = System.nanoTime();
    return left;
  }

  private static long left(long deadlineNanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
  }

  private boolean isRemembered(Copy copy, long nowNanos) {
    Long since = remembered.get(copy);
    return since != null && nowNanos - since < settings.cacheTtl().toNanos();
  }

  /** Tries each once; those that may be tried again. */
  private List<Copy> tried(List<Copy> copies, long deadlineNanos) throws InterruptedException {
    Map<Copy, CompletableFuture<Outcome>> asked = new LinkedHashMap<>();
    List<Copy> again = new ArrayList<>();
    for (Copy copy : copies) {
      if (places.tryAcquire(left(deadlineNanos), TimeUnit.MILLISECONDS)) {
        asked.put(copy, ask(copy));
      } else {
        again.add(copy);
      }
    }
    asked.forEach(
        (copy, answer) -> {
          switch (answer.join()) {
            case COPIED -> {
              copied.increment();
              remembered.put(copy, System.nanoTime());
            }
            case MISSING -> missing.increment();
            case REFUSED -> failed.increment();
            case AWAY -> again.add(copy);
          }
        });
    return again;
  }

  private CompletableFuture<Outcome> ask(Copy copy) {
    try {
      return hub.contents()
          .copy(new ContentName(copy.from(), copy.label(), copy.sha256()), copy.to())
          .thenApply(
              answer -> {
                places.release();
                return outcome(answer);
              });
    } catch (IllegalArgumentException notARequest) {
      // It would not be one the next time: the child goes without.
      places.release();
      return CompletableFuture.completedFuture(Outcome.REFUSED);
    }
  }

  private static Outcome outcome(Answer<Boolean> answer) {
    return switch (answer) {
      case Answer.Served<Boolean> _ -> Outcome.COPIED;
      case Answer.Unanswered<Boolean> _ -> Outcome.AWAY;
      case Answer.Refused<Boolean> refused -> outcome(refused.refusal().status());
    };
  }

  private static Outcome outcome(int status) {
    if (status == NOT_FOUND) {
      return Outcome.MISSING;
    }
    return status >= CLIENT_ERROR && status < SERVER_ERROR ? Outcome.REFUSED : Outcome.AWAY;
  }
}
