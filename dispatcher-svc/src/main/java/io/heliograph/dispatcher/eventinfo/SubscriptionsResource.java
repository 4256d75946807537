package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v1/subscriptions}: who fetches, and how far everybody is. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class SubscriptionsResource {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final int LIMIT_MAX = 1_000;

  private final SubscriptionList list;

  SubscriptionsResource(SubscriptionList list) {
    this.list = list;
  }

  /** The subscriptions in the order of their keys; {@code next} is where the next page begins. */
  @GET
  @Blocking
  @Operation(summary = "Lists subscriptions with what is left of their queues")
  public Uni<byte[]> page(
      @QueryParam("name") @DefaultValue("") String name,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("100") String limit) {
    int count = limit(limit);
    List<ListedSubscription> all = list.subscriptions();
    List<ListedSubscription> page =
        all.stream()
            .filter(one -> key(one).compareTo(after) > 0)
            .filter(one -> name.isEmpty() || one.subscription().spec().name().equals(name))
            .limit(count)
            .toList();
    return Uni.createFrom()
        .completionStage(() -> list.depths(page.stream().map(SubscriptionsResource::key).toList()))
        .ifNoItem()
        .after(ANSWER_TIMEOUT)
        .fail()
        .onFailure(failure -> !(failure instanceof HubException))
        .transform(
            failure -> HubException.busy(ErrorCode.UNAVAILABLE, "a replica does not answer, retry"))
        .map(depths -> answer(page, depths, all.size(), page.size() == count));
  }

  private static int limit(String text) {
    if (text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= LIMIT_MAX) {
      return Integer.parseInt(text);
    }
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
    throw new HubException(
        ErrorCode.BAD_PARAMETERS,
        "bad parameter for limit: '" + shown + "' is no number from 1 to " + LIMIT_MAX);
  }

  private static String key(ListedSubscription listed) {
    return listed.subscription().pluginKey();
  }

  private static byte[] answer(
      List<ListedSubscription> page, Map<QueueName, QueueDepth> depths, int total, boolean more) {
    JsonBytes json = new JsonBytes(256 + 512 * page.size()).raw("{\"subscriptions\":[");
    for (int at = 0; at < page.size(); at++) {
      subscription(json.raw(at == 0 ? "{" : ",{"), page.get(at), depths);
      json.raw('}');
    }
    json.raw("],\"total\":").number(total);
    if (more) {
      json.raw(",\"next\":").string(key(page.getLast()));
    }
    return json.raw('}').toByteArray();
  }

  private static void subscription(
      JsonBytes json, ListedSubscription listed, Map<QueueName, QueueDepth> depths) {
    Subscription subscription = listed.subscription();
    SubscriptionSpec spec = subscription.spec();
    json.raw("\"subscription\":").string(subscription.pluginKey());
    json.raw(",\"name\":").string(spec.name());
    json.raw(",\"version\":").string(spec.version());
    json.raw(",\"model\":").string(spec.model().wire());
    json.raw(",\"active\":").raw(spec.active() ? "true" : "false");
    texts(json.raw(",\"sources\":"), spec.sources());
    texts(json.raw(",\"actions\":"), spec.actions());
    json.raw(",\"created\":").string(Instant.ofEpochMilli(subscription.createdMillis()).toString());
    if (listed.lastFetchMillis() > 0) {
      json.raw(",\"last_fetched\":")
          .string(Instant.ofEpochMilli(listed.lastFetchMillis()).toString());
    }
    json.raw(",\"dead_letters\":").number(listed.deadLetters()).raw(",\"queues\":[");
    String separator = "{";
    for (Queue queue : Queue.values()) {
      QueueDepth depth = depths.get(new QueueName(subscription.pluginKey(), queue));
      if (depth != null) {
        queue(json.raw(separator), queue, depth);
        json.raw('}');
        separator = ",{";
      }
    }
    json.raw(']');
  }

  private static void queue(JsonBytes json, Queue queue, QueueDepth depth) {
    json.raw("\"queue\":").string(queue.wire());
    json.raw(",\"left\":").number(depth.left());
    json.raw(",\"handed_out\":").number(depth.handedOut());
    if (depth.leaseEndMillis() > 0) {
      json.raw(",\"next_lease_end\":")
          .string(Instant.ofEpochMilli(depth.leaseEndMillis()).toString());
    }
  }

  private static void texts(JsonBytes json, List<String> texts) {
    json.raw('[');
    for (int at = 0; at < texts.size(); at++) {
      json.raw(at == 0 ? "" : ",").string(texts.get(at));
    }
    json.raw(']');
  }
}
