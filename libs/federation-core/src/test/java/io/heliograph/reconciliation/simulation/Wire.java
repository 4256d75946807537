package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.PeerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The network: delays, reorders and loses messages, and is cut in parts. Whoever asks gets one
 * answer, at the latest when its time is over. Counts messages and bytes.
 */
final class Wire {
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final long BYTES_PER_MILLI = 10_000;

  private final VirtualTime time;
  private final Random random;
  private final Map<PeerId, Server> servers = new HashMap<>();
  private final Set<Set<PeerId>> cuts = new HashSet<>();
  private int lossPercent;
  private int delayMillisMax = 60;
  private long messages;
  private long bytes;

  Wire(VirtualTime time, Random random) {
    this.time = time;
    this.random = random;
  }

  void attach(Server server) {
    servers.put(server.id(), server);
  }

  void setLoss(int percent, int delayMillis) {
    lossPercent = percent;
    delayMillisMax = delayMillis;
  }

  /** Lets nothing pass between those on the one side and all others; more than one cut may be. */
  void cut(Set<PeerId> side) {
    cuts.add(Set.copyOf(side));
  }

  void heal() {
    cuts.clear();
  }

  long messages() {
    return messages;
  }

  long bytes() {
    return bytes;
  }

  /**
   * Asks.
   *
   * @param answers what the other one says, at its side
   * @param sizes of an answer
   * @param then gets the answer, or that there was none in time
   */
  <T> void ask(
      PeerId from,
      PeerId to,
      Function<Server, @Nullable T> answers,
      ToLongFunction<T> sizes,
      Consumer<Reply<T>> then) {
    boolean[] answered = {false};
    Consumer<Reply<T>> once =
        reply -> {
          if (!answered[0]) {
            answered[0] = true;
            then.accept(reply);
          }
        };
    time.after(TIMEOUT_MILLIS, () -> once.accept(new Reply<>(false, null)));
    tell(
        from,
        to,
        Blocks.REQUEST_BYTES,
        server ->
            time.after(
                server.thinkMillis(),
                () -> {
                  T answer = answers.apply(server);
                  long size = answer == null ? 100 : sizes.applyAsLong(answer);
                  back(from, to, size, () -> once.accept(new Reply<>(true, answer)));
                }));
  }

  /** Sends a message that may be lost. */
  void tell(PeerId from, PeerId to, long size, Consumer<Server> delivered) {
    Server server = servers.get(to);
    count(size);
    if (server == null || isLost(from, to)) {
      return;
    }
    time.after(
        delay(size),
        () -> {
          if (server.isUp() && !isParted(from, to)) {
            delivered.accept(server);
          }
        });
  }

  private void back(PeerId from, PeerId to, long size, Runnable delivered) {
    count(size);
    if (!isLost(from, to)) {
      time.after(
          delay(size),
          () -> {
            if (!isParted(from, to)) {
              delivered.run();
            }
          });
    }
  }

  private void count(long size) {
    messages++;
    bytes += size;
  }

  private boolean isLost(PeerId from, PeerId to) {
    return isParted(from, to) || random.nextInt(100) < lossPercent;
  }

  private boolean isParted(PeerId one, PeerId other) {
    return cuts.stream().anyMatch(side -> side.contains(one) != side.contains(other));
  }

  private long delay(long size) {
    return 1 + random.nextInt(delayMillisMax) + size / BYTES_PER_MILLI;
  }

  /**
   * What became of a question.
   *
   * @param isAnswered whether an answer came in time
   * @param content nothing when the answer is that there is nothing
   */
  record Reply<T>(boolean isAnswered, @Nullable T content) {}
}
