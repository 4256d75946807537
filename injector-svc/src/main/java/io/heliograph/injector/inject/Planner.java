package io.heliograph.injector.inject;

import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.injector.child.Children;
import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.insert.Inserts;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record leads to: children, or reasons why not. Does no input or output; what breaks it is
 * passed over after some attempts, so that one event never keeps a partition. Plans at most so much
 * as may be in memory, and makes no child that would be beyond a limit anyway. Thread-safe.
 */
final class Planner {
  /** What breaks the rule breaks it again, but for an insert that changed meanwhile. */
  private static final int ATTEMPTS_MAX = 3;

  /** What is told of refusals. */
  interface Refusals {
    /** Children that there will not be, by that insert and those behind it. */
    void refused(Parent parent, String insert, InjectionDecision.Refused why, int count);

    /** An event that cannot be read. */
    void broken(ConsumerRecord<byte[], byte[]> record, String detail);
  }

  /** What the publish stages and the topics are now. */
  record Surroundings(Supplier<PublishPipeline> stages, Predicate<String> hasTopic) {}

  private final Inserts inserts;
  private final Children children;
  private final Limits limits;
  private final Surroundings surroundings;
  private final Refusals refusals;

  Planner(
      Inserts inserts,
      Children children,
      Limits limits,
      Surroundings surroundings,
      Refusals refusals) {
    this.inserts = inserts;
    this.children = children;
    this.limits = limits;
    this.surroundings = surroundings;
    this.refusals = refusals;
  }

  /** The record as a parent of those files; empty when it is none or cannot be read. */
  Optional<Parent> parent(ConsumerRecord<byte[], byte[]> record, Predicate<String> wanted) {
    RuntimeException broken = null;
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      try {
        return Parent.of(record, wanted);
      } catch (RuntimeException failure) {
        broken = failure;
      }
    }
    refusals.broken(record, String.valueOf(broken));
    return Optional.empty();
  }

  /** The record as a parent by all inserts that there are. */
  Optional<Parent> parent(ConsumerRecord<byte[], byte[]> record) {
    return parent(record, inserts::isParent);
  }

  /** The children that the parent gets by those inserts. */
  Batch plan(Parent parent, RootCounts roots, Predicate<Insert> wanted) {
    Batch planned = new Batch();
    PublishPipeline stages = surroundings.stages.get();
    List<Insert> all = inserts.of(parent.sha256()).stream().filter(wanted).toList();
    for (int i = 0; i < all.size(); i++) {
      InjectionDecision.Refused limit = plan(parent, all.get(i), stages, roots, planned);
      if (limit != null) {
        // The rest at once: each of ten thousand children may have a thousand inserts.
        refusals.refused(parent, all.get(i).key(), limit, all.size() - i);
        return planned;
      }
    }
    return planned;
  }

  /** Plans one child, or tells why not; the limit when one is reached, whatever comes next. */
  private InjectionDecision.@Nullable Refused plan(
      Parent parent, Insert insert, PublishPipeline stages, RootCounts roots, Batch planned) {
    // Checked before the child is made, so that none is made in vain.
    InjectionDecision.Refused limit = limited(parent, 1, roots, planned);
    if (limit != null) {
      return limit;
    }
    PlannedChild child = made(parent, insert, stages, roots.session());
    if (child == null) {
      return null;
    }
    limit = limited(parent, child.bytes(), roots, planned);
    if (limit == null) {
      roots.add(parent, child.bytes());
      planned.add(child);
    }
    return limit;
  }

  /** The child; null when there is none, which is told. */
  private @Nullable PlannedChild made(
      Parent parent, Insert insert, PublishPipeline stages, String session) {
    return switch (verdict(parent, insert, stages)) {
      case InjectionDecision.Refused refused -> {
        refusals.refused(parent, insert.key(), refused, 1);
        yield null;
      }
      case InjectionDecision.Child child -> {
        String topic = child.event().topic();
        if (!surroundings.hasTopic.test(topic)) {
          refusals.refused(
              parent, insert.key(), new InjectionDecision.Refused(Refusal.NO_TOPIC, topic), 1);
          yield null;
        }
        yield planned(parent, insert, child, session);
      }
    };
  }

  private @Nullable PlannedChild planned(
      Parent parent, Insert insert, InjectionDecision.Child child, String session) {
    try {
      return PlannedChild.of(child, insert, parent, session);
    } catch (RuntimeException broken) {
      refusals.refused(
          parent,
          insert.key(),
          new InjectionDecision.Refused(Refusal.BROKEN, broken.toString()),
          1);
      return null;
    }
  }

  private InjectionDecision.@Nullable Refused limited(
      Parent parent, long bytes, RootCounts roots, Batch planned) {
    if (!roots.hasRoomFor(parent, bytes)) {
      return rootFull();
    }
    return planned.bytes() + bytes > limits.perEventBytes()
        ? new InjectionDecision.Refused(
            Refusal.TOO_MANY,
            "children of one event: at most %d bytes (hub.injection.children-bytes-max)"
                .formatted(limits.perEventBytes()))
        : null;
  }

  private InjectionDecision.Refused rootFull() {
    return new InjectionDecision.Refused(Refusal.ROOT_FULL, limits.perRootRule());
  }

  /** Whether the event gets the child, by the rule alone. */
  InjectionDecision verdict(Parent parent, Insert insert, PublishPipeline stages) {
    RuntimeException broken = null;
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      try {
        return children.of(parent, insert, stages);
      } catch (RuntimeException failure) {
        broken = failure;
      }
    }
    return new InjectionDecision.Refused(Refusal.BROKEN, String.valueOf(broken));
  }
}
