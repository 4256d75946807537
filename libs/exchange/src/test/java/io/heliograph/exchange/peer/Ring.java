package io.heliograph.exchange.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.Vectors;
import io.heliograph.exchange.convert.Tlp;
import io.heliograph.exchange.envelope.EnvelopeReader;
import io.heliograph.exchange.envelope.EnvelopeWriter;
import io.heliograph.exchange.envelope.Receiver;
import io.heliograph.exchange.envelope.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Instances in a ring, each with a store of its own; messages are delivered one after another. */
final class Ring {
  private record Delivery(String from, int to, JsonNode message) {}

  private final List<Map<String, String>> stores = new ArrayList<>();
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private int sent;

  Ring(int size) {
    for (int i = 0; i < size; i++) {
      stores.add(new HashMap<>());
    }
  }

  /** Publishes at the first instance and lets the ring come to rest; the messages between them. */
  int publish(JsonNode message) {
    deliveries.add(new Delivery("feed", 0, message));
    while (!deliveries.isEmpty()) {
      deliver(deliveries.poll());
    }
    return sent;
  }

  int stored() {
    return stores.stream().mapToInt(Map::size).sum();
  }

  private void deliver(Delivery delivery) {
    Receiver receiver = Receiver.of(name(delivery.to), Vectors.SANITATION);
    Acceptance acceptance = new Acceptance(store(delivery.to), DedupePolicy.CURRENT);
    Decision decision =
        acceptance.decide(new EnvelopeReader(receiver).read(delivery.message), delivery.from);
    if (decision instanceof Decision.Accept accept) {
      for (int step : List.of(1, stores.size() - 1)) {
        int next = (delivery.to + step) % stores.size();
        PeerPolicy peer = new PeerPolicy(name(next), Tlp.GREEN, false, true, Set.of());
        if (new Egress(name(delivery.to)).decide(accept.message(), peer, Tlp.AMBER)
            instanceof Egress.Departure.Sent leaving) {
          sent += 1;
          deliveries.add(
              new Delivery(
                  name(delivery.to), next, EnvelopeWriter.write(leaving.message(), Shape.NESTED)));
        }
      }
    }
  }

  private DedupeStore store(int instance) {
    Map<String, String> ids = stores.get(instance);
    return new DedupeStore() {
      @Override
      public Claim claim(String id, String contentHash) {
        String former = ids.putIfAbsent(id, contentHash);
        return former == null ? new Claim.Fresh() : new Claim.Known(former);
      }

      @Override
      public boolean isKnown(String id) {
        return ids.containsKey(id);
      }
    };
  }

  private static String name(int instance) {
    return "node-" + instance;
  }
}
