package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.EventSource.RunningFetch;
import io.heliograph.coordinator.fetch.FetchOrder;
import io.heliograph.coordinator.fetch.FetchedBatch;
import io.heliograph.coordinator.shard.StatusSignal;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A plugin: one fetch at a time at either replica, then statuses about what it got. */
final class VirtualClient {
  private static final int DEADLINE_MILLIS = 3_000;

  private final SubscriptionSpec spec;
  private final boolean confirms;
  private final VirtualReplica.World world;
  private final Supplier<@Nullable VirtualReplica> replicas;
  private final Random random;
  private final List<Delivery> unsettled = new ArrayList<>();
  private @Nullable RunningFetch running;
  private @Nullable VirtualProcess server;
  private Oracle.@Nullable Fetch fetch;
  private @Nullable FetchedBatch batch;
  private List<Delivery> got = List.of();
  private boolean over;
  private boolean reset;
  private boolean calm;
  private String confirm = "";

  VirtualClient(
      String name,
      boolean active,
      boolean confirms,
      VirtualReplica.World world,
      Supplier<@Nullable VirtualReplica> replicas) {
    this.spec =
        new SubscriptionSpec(
            name,
            "1",
            Model.BINARY,
            List.of(),
            List.of(),
            EnumSet.of(Queue.LIVE, Queue.HISTORIC),
            active,
            false);
    this.confirms = confirms;
    this.world = world;
    this.replicas = replicas;
    this.random = world.random();
  }

  @Override
  public String toString() {
    return spec.name()
        + " running "
        + (running != null)
        + " over "
        + over
        + " server "
        + (server == null ? "" : server.name)
        + " unsettled "
        + unsettled.size();
  }

  String pluginKey() {
    return spec.pluginKey();
  }

  boolean leases() {
    return spec.leases();
  }

  void calm() {
    calm = true;
  }

  void reset() {
    reset = true;
    world.oracle().count("reset");
  }

  boolean isFetching() {
    return running != null && !over;
  }

  /** The first fetch, which makes the subscription. */
  void subscribe(VirtualReplica at) {
    begin(at);
  }

  /** The answer that has come is written. */
  void settleNow() {
    answer(true);
  }

  /** The next thing that the plugin does. */
  void act() {
    if (running == null) {
      VirtualReplica at = replicas.get();
      if (at != null && (unsettled.size() < 30 || random.nextInt(4) == 0)) {
        begin(at);
      } else {
        say();
      }
      return;
    }
    VirtualProcess at = server;
    if (at != null && at.dead) {
      // The connection is gone: nobody knows whether anything was on its way.
      world.oracle().count("fetch lost");
      forget();
    } else if (over) {
      answer(calm || random.nextInt(8) > 0);
    } else if (!calm && random.nextInt(200) == 0 && at != null && at.runs()) {
      world.oracle().count("cancelled");
      running.cancel();
    } else {
      say();
    }
  }

  private void begin(VirtualReplica at) {
    world.oracle().count("fetch");
    boolean anew = reset;
    reset = false;
    FetchOrder order =
        new FetchOrder(
            spec,
            VirtualReplica.ALL,
            "",
            1 + random.nextInt(12),
            100_000,
            random.nextInt(3) == 0 ? 0 : random.nextInt(DEADLINE_MILLIS),
            anew,
            confirms,
            confirm);
    confirm = "";
    server = at.process;
    over = false;
    batch = null;
    Oracle.Fetch begun = world.oracle().begins(at);
    fetch = begun;
    RunningFetch started = at.fetches.fetch(order);
    running = started;
    var unused =
        started
            .batch()
            .whenComplete(
                (answer, failure) -> {
                  if (running == started || running == null || fetch == begun) {
                    completed(begun, answer);
                  }
                });
  }

  private void completed(Oracle.Fetch begun, @Nullable FetchedBatch answer) {
    over = true;
    batch = answer;
    got = new ArrayList<>();
    if (answer == null) {
      world.oracle().count("fetch refused");
      return;
    }
    for (byte[] json : answer.events()) {
      got.add(Delivery.of(spec.pluginKey(), json, world.kafka()));
    }
    world.oracle().completed(begun, got);
  }

  private void answer(boolean written) {
    FetchedBatch answered = batch;
    Oracle.Fetch begun = fetch;
    if (answered != null && begun != null) {
      if (!written) {
        world.oracle().count("answer failed");
        answered.failed();
      } else {
        long leaseMillis = VirtualReplica.SETTINGS.leaseMillis();
        boolean leased = leases() || confirms;
        for (Delivery delivery : got) {
          world
              .oracle()
              .answered(
                  delivery,
                  begun,
                  leased ? world.time().wallMillis() + leaseMillis : Long.MAX_VALUE);
        }
        confirm = answered.confirmation();
        if (leases()) {
          unsettled.addAll(got);
        }
        answered.answered();
      }
    }
    forget();
  }

  private void forget() {
    running = null;
    server = null;
    fetch = null;
    batch = null;
    got = List.of();
  }

  /** Says something of a delivery, lately or long ago. */
  private void say() {
    if (unsettled.isEmpty()) {
      return;
    }
    Delivery delivery = unsettled.get(random.nextInt(unsettled.size()));
    StatusSignal.Kind kind = calm ? StatusSignal.Kind.COMPLETED : ClusterSchedule.kind(random);
    if (!calm && random.nextInt(15) == 0) {
      // It never says anything of it.
      unsettled.remove(delivery);
      return;
    }
    Locator locator = delivery.locator();
    if (locator != null) {
      world.oracle().count("status");
      world
          .kafka()
          .statuses
          .add(new StatusSignal(locator.stored(), spec.name(), "1", kind, "said"));
      if (kind != StatusSignal.Kind.HEARTBEAT) {
        unsettled.remove(delivery);
      }
    }
  }
}
