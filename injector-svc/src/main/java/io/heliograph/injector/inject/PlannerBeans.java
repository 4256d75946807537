package io.heliograph.injector.inject;

import io.heliograph.injector.child.Children;
import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.InjectionDecision.Refusal;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.RecordPosition;
import io.heliograph.injector.insert.Inserts;
import io.heliograph.injector.memory.MemoryPlan;
import io.heliograph.injector.topic.EventSize;
import io.heliograph.injector.topic.Pipelines;
import io.heliograph.injector.topic.TopicWatch;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Makes the rule and the planner from the limits of this deployment. */
@Singleton
final class PlannerBeans {
  private static final Logger LOG = Logger.getLogger(PlannerBeans.class);

  /** Reasons that an operator should look at; the others are expected. */
  private static final Set<Refusal> WORTH_A_LOOK =
      EnumSet.of(Refusal.ROOT_FULL, Refusal.TOO_MANY, Refusal.TOO_LARGE, Refusal.BROKEN);

  @Produces
  @Singleton
  Children children(InstantSource clock, InjectionSettings settings, EventSize size) {
    return new Children(clock, settings.levelsMax(), size.eventBytesMax());
  }

  @Produces
  @Singleton
  Limits limits(InjectionSettings settings, MemoryPlan memory) {
    return Limits.of(settings, memory);
  }

  @Produces
  @Singleton
  Planner planner(
      Inserts inserts, Children children, Limits limits, Stages stages, Planner.Refusals refusals) {
    return new Planner(
        inserts,
        children,
        limits,
        new Planner.Surroundings(
            stages.pipelines::current, topic -> stages.topics.known().containsKey(topic)),
        refusals);
  }

  /** What changes while the service runs. */
  @Singleton
  record Stages(Pipelines pipelines, TopicWatch topics) {}

  @Produces
  @Singleton
  Planner.Refusals refusals(InjectionMetrics metrics, PassedOver passedOver) {
    return new Planner.Refusals() {
      @Override
      public void refused(Parent parent, String insert, InjectionDecision.Refused why, int count) {
        Refusal reason = why.refusal();
        metrics.refused(reason, count);
        LOG.debugf("no child parent=%s reason=%s", parent.place(), reason);
        if (WORTH_A_LOOK.contains(reason)) {
          RecordPosition at = reason == Refusal.ROOT_FULL ? parent.root() : parent.place();
          passedOver.add(at, insert, why, count);
        }
      }

      @Override
      public void broken(ConsumerRecord<byte[], byte[]> record, String detail) {
        metrics.refused(Refusal.BROKEN, 1);
        passedOver.add(
            new RecordPosition(record.topic(), record.partition(), record.offset()),
            "",
            new InjectionDecision.Refused(Refusal.BROKEN, detail),
            1);
      }
    };
  }
}
