package io.heliograph.injector.inject;

import io.heliograph.injector.copy.ContentCopies;
import io.heliograph.injector.insert.InsertFollower;
import io.heliograph.injector.topic.ReplicaSettings;
import io.heliograph.injector.topic.TopicWatch;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready while parents are read: Kafka answers, all inserts are in memory, the group has given a
 * share. Says what is missing; that contents cannot be copied only makes it {@code degraded}.
 */
@Readiness
@ApplicationScoped
final class InjectorReady implements HealthCheck {
  private final TopicWatch topics;
  private final InsertFollower follower;
  private final InjectionLoop loop;
  private final ContentCopies copies;
  private final ReplicaSettings replica;

  InjectorReady(
      TopicWatch topics,
      InsertFollower follower,
      InjectionLoop loop,
      ContentCopies copies,
      ReplicaSettings replica) {
    this.topics = topics;
    this.follower = follower;
    this.loop = loop;
    this.copies = copies;
    this.replica = replica;
  }

  @Override
  public HealthCheckResponse call() {
    String missing = missing();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("injection").status(missing == null);
    if (missing != null) {
      answer.withData("missing", missing);
    }
    if (copies.isAway()) {
      answer.withData("degraded", "contents are not copied: the dispatcher does not answer");
    }
    return answer.build();
  }

  private @Nullable String missing() {
    if (!topics.answers()) {
      return "Kafka";
    }
    if (!topics.complete()) {
      return "topics " + String.join(", ", topics.missing());
    }
    if (!follower.caughtUp()) {
      return "inserts, which are being read";
    }
    if (loop.isFenced()) {
      return "hub.injector.slot=" + replica.slot() + ", which another process has";
    }
    return loop.isMember() ? null : "partitions, which the group is sharing";
  }
}
