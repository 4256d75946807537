package io.heliograph.coordinator.subscription;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.event.Model;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a subscription is made of: two fetches with equal specs share cursors (contract
 * dispatcher.md part 1 row 4). Sources and actions keep the order of the query, since the plugin
 * key names them in that order.
 *
 * @param queues what the client asked for; the error queue is added for active binary subscriptions
 */
public record SubscriptionSpec(
    String name,
    String version,
    Model model,
    List<String> sources,
    List<String> actions,
    Set<Queue> queues,
    boolean active,
    boolean debug) {

  public SubscriptionSpec {
    sources = List.copyOf(sources);
    actions = List.copyOf(actions);
    EnumSet<Queue> wanted = EnumSet.noneOf(Queue.class);
    wanted.addAll(queues);
    wanted.remove(Queue.ERROR);
    if (active && model == Model.BINARY) {
      wanted.add(Queue.ERROR);
    }
    queues = Set.copyOf(wanted);
  }

  /** The same of no plugin: equal for all specs that the same topics feed. */
  public SubscriptionSpec unnamed() {
    return new SubscriptionSpec("", "", model, sources, actions, queues, active, debug);
  }

  /** Whether events are leased: tasks of active subscriptions (contract part 2 section 4.5). */
  public boolean leases() {
    return active && model == Model.BINARY;
  }

  /** The plugin key of contract dispatcher.md part 2 section 4.1 with the letter P for passive. */
  public String pluginKey() {
    StringBuilder key = new StringBuilder(96);
    key.append(name).append('-').append(version).append('-').append(model.wire());
    if (model == Model.BINARY || model.isFree()) {
      key.append('-').append(sources.isEmpty() ? "allsrc" : String.join(".", sources));
      key.append('-').append(actions.isEmpty() ? "alltype" : String.join(".", actions));
    }
    StringBuilder flags = new StringBuilder(6);
    for (Queue queue : Queue.values()) {
      boolean named = queue != Queue.EXPEDITE || model == Model.BINARY;
      if (queue != Queue.ERROR && named && queues.contains(queue)) {
        flags.append(queue.letter());
      }
    }
    if (debug) {
      flags.append('D');
    }
    if (!active) {
      flags.append('P');
    }
    return flags.isEmpty() ? key.toString() : key.append('-').append(flags).toString();
  }
}
