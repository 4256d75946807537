package io.heliograph.injector.inject;

import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.injector.child.Children;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.Verdict;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.insert.Inserts;
import io.heliograph.injector.topic.EventSize;
import io.heliograph.injector.topic.Pipelines;
import io.heliograph.injector.topic.TopicWatch;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What a record leads to: children, or reasons why not. Does no input or output. Thread-safe. */
@Singleton
final class Planner {
  private static final Logger LOG = Logger.getLogger(Planner.class);

  /** Of all children of one event, which are in memory at once. */
  private static final long CHILDREN_BYTES_MAX = 64 << 20;

  private final Inserts inserts;
  private final Pipelines pipelines;
  private final TopicWatch topics;
  private final InjectionMetrics metrics;
  private final Children children;

  Planner(
      Inserts inserts,
      Pipelines pipelines,
      TopicWatch topics,
      InjectionMetrics metrics,
      Children children) {
    this.inserts = inserts;
    this.pipelines = pipelines;
    this.topics = topics;
    this.metrics = metrics;
    this.children = children;
  }

  /** Makes the rule from the limits of this deployment. */
  static final class Rule {
    @jakarta.enterprise.inject.Produces
    @Singleton
    Children children(InstantSource clock, InjectionSettings settings, EventSize size) {
      return new Children(clock, settings.levelsMax(), size.eventBytesMax());
    }
  }

  /** The children that the record gets by all inserts that there are. */
  List<Planned> plan(ConsumerRecord<byte[], byte[]> record) {
    Optional<Parent> parent = Parent.of(record, inserts::isParent);
    return parent.isEmpty() ? List.of() : plan(parent.get(), insert -> true);
  }

  /** The children that the parent gets by those inserts. */
  List<Planned> plan(Parent parent, Predicate<Insert> wanted) {
    List<Planned> planned = new ArrayList<>();
    PublishPipeline stages = pipelines.current();
    for (Insert insert : inserts.of(parent.sha256())) {
      if (wanted.test(insert)) {
        switch (children.of(parent, insert, stages)) {
          case Verdict.Child child -> add(planned, parent, insert, child);
          case Verdict.Refused refused -> refused(parent, refused.refusal().wire());
        }
      }
    }
    return planned;
  }

  private void refused(Parent parent, String reason) {
    metrics.refused(reason);
    LOG.debugf("no child parent=%s reason=%s", parent.place(), reason);
  }

  private void add(List<Planned> planned, Parent parent, Insert insert, Verdict.Child child) {
    if (Planned.bytes(planned) > CHILDREN_BYTES_MAX) {
      refused(parent, "too-many");
    } else if (topics.known().containsKey(child.event().topic())) {
      planned.add(
          new Planned(
              child.event(),
              child.level(),
              insert.key(),
              parent,
              Origin.of(child.parts(), parent.source())));
    } else {
      refused(parent, "no-topic");
    }
  }
}
