package io.heliograph.injector.inject;

import io.heliograph.event.Topics;
import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.kit.thread.Turn;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins counts by root, one after the other, each with what Kafka has. */
final class Roots implements Supplier<RootCounts>, AutoCloseable {
  private final InjectorClients clients;
  private final Topics topics;
  private final Surroundings surroundings;
  private final Turn turn;
  private @Nullable InjectedTail tail;

  /** What counts need to know. */
  record Surroundings(InstantSource clock, InjectionSettings settings, Limits limits) {}

  Roots(InjectorClients clients, Topics topics, Surroundings surroundings, Turn turn) {
    this.clients = clients;
    this.topics = topics;
    this.surroundings = surroundings;
    this.turn = turn;
  }

  @Override
  public RootCounts get() {
    close();
    InjectedTail next =
        new InjectedTail(
            clients, topics.injected(), surroundings.clock, surroundings.settings.lookBack(), turn);
    tail = next;
    return new RootCounts(UUID.randomUUID().toString(), surroundings.limits, next);
  }

  @Override
  public void close() {
    if (tail != null) {
      tail.close();
      tail = null;
    }
  }
}
