package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.cluster.HeardReadiness;
import io.heliograph.coordinator.cluster.Readiness;
import io.heliograph.coordinator.cluster.RemoteReplica;
import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.Confirmation;
import io.heliograph.coordinator.shard.Settlement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another replica over a network in memory: what one sends comes later, or not when it is dead. */
final class VirtualRemote implements RemoteReplica {
  private static final long TAKE_MILLIS = 4_000;
  private static final long AGAIN_MILLIS = 200;
  private static final int TRIES = 50;
  private static final int NETWORK_MILLIS = 10;

  private final VirtualReplica here;
  private final VirtualReplica there;
  private final VirtualReplica.World world;
  private final HeardReadiness heard;

  VirtualRemote(VirtualReplica here, VirtualReplica there, VirtualReplica.World world) {
    this.here = here;
    this.there = there;
    this.world = world;
    this.heard = new HeardReadiness(this::nanos);
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(world.time().monotonicMillis());
  }

  boolean isOf(VirtualReplica replica) {
    return there == replica;
  }

  boolean isFrom(VirtualReplica replica) {
    return here == replica;
  }

  boolean isNamed(String process) {
    return there.process.name.replace('-', '.').equals(process);
  }

  /** Runs something on the other side. */
  private void send(Runnable action) {
    world.time().after(there.process, world.chaos().delayMillis(NETWORK_MILLIS), action);
  }

  /** Runs something on this side. */
  private void answer(Runnable action) {
    world.time().after(here.process, world.chaos().delayMillis(NETWORK_MILLIS), action);
  }

  void look() {
    long askedNanos = nanos();
    List<String> keys = here.interest();
    send(
        () -> {
          there.reservations.heardOf(here.process.name);
          var unused =
              there
                  .coordinator
                  .readiness(keys)
                  .thenAccept(
                      queues -> {
                        Readiness said =
                            new Readiness(
                                there.process.name, there.store.ownershipConfirmed(), queues);
                        answer(() -> heard(said, askedNanos));
                      });
        });
  }

  private void heard(Readiness said, long askedNanos) {
    Set<String> ready = heard.heard(said, askedNanos);
    if (!ready.isEmpty()) {
      here.coordinator.wake(ready);
    }
  }

  @Override
  public boolean hasPartitions(String pluginKey, Queue queue) {
    return heard.hasPartitions(pluginKey, queue);
  }

  @Override
  public boolean mayHave(String pluginKey, Queue queue) {
    return heard.mayHave(pluginKey, queue);
  }

  @Override
  public void hasNothing(String pluginKey, Queue queue) {
    heard.hasNothing(pluginKey, queue);
  }

  @Override
  public boolean trusted() {
    return heard.trusted();
  }

  @Override
  public CompletionStage<byte[]> take(byte[] order) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    send(
        () -> {
          try {
            var unused =
                there
                    .reservations
                    .take(here.process.name, order)
                    .whenComplete(
                        (bytes, failure) ->
                            answer(
                                () -> {
                                  if (failure == null) {
                                    world.oracle().lent(there.process, here.process, bytes);
                                    answer.complete(bytes);
                                  } else {
                                    answer.completeExceptionally(failure);
                                  }
                                }));
          } catch (MalformedRecordException malformed) {
            throw new AssertionError(malformed);
          }
        });
    world
        .time()
        .after(
            here.process,
            TAKE_MILLIS,
            () -> answer.completeExceptionally(new TimeoutException("no answer")));
    return answer;
  }

  @Override
  public CompletionStage<byte[]> progress(byte[] question) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public void settle(long batch, Settlement settlement, List<Integer> takes) {
    List<Integer> told = List.copyOf(takes);
    sendUntilTold(
        () -> there.reservations.settle(here.process.name, batch, settlement, told), TRIES);
  }

  void confirm(Confirmation confirmation) {
    sendUntilTold(() -> there.fetches.confirmed(confirmation), TRIES);
  }

  /** A message that is not answered in time is sent once more. */
  private void sendUntilTold(Runnable action, int triesLeft) {
    boolean[] told = new boolean[1];
    send(
        () -> {
          action.run();
          told[0] = true;
        });
    world
        .time()
        .after(
            here.process,
            TAKE_MILLIS + AGAIN_MILLIS,
            () -> {
              if (!told[0] && triesLeft > 1 && !there.process.dead) {
                sendUntilTold(action, triesLeft - 1);
              }
            });
  }
}
