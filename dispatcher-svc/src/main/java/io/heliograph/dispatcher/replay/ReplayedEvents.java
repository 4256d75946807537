package io.heliograph.dispatcher.replay;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.shard.Disposition;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.publish.ExpediteRule;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.event.json.ComputedMembers;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.UnreadableBodyException;
import io.heliograph.kit.limit.SparseLog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the events of a replay from the remembered ones. Thread-safe. */
@Singleton
final class ReplayedEvents {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(ReplayedEvents.class));

  private final PublishPipeline pipeline;
  private final ExpediteRule expedite;
  private final InstantSource clock;

  ReplayedEvents(PublishPipeline pipeline, ExpediteRule expedite, InstantSource clock) {
    this.pipeline = pipeline;
    this.expedite = expedite;
    this.clock = clock;
  }

  /** The results as if the plugin had worked on this event, then its status. */
  List<PreparedEvent> of(Disposition.Replay replayed, Completion completion) {
    JsonObject trigger = new JsonObject(Buffer.buffer(replayed.record().json()));
    String now = clock.instant().toString();
    JsonArray results = new JsonArray();
    for (Buffer result : completion.results()) {
      results.add(result(new JsonObject(result), trigger, completion.inputDepth(), now));
    }
    List<PreparedEvent> events = new ArrayList<>();
    if (!results.isEmpty()) {
      events.addAll(prepared(Model.BINARY, results.toBuffer()));
    }
    events.addAll(prepared(Model.STATUS, status(replayed, completion, trigger, now).toBuffer()));
    return events;
  }

  private List<PreparedEvent> prepared(Model model, Buffer body) {
    try {
      return expedite.within(pipeline.json(model, body.getBytes()).events());
    } catch (UnreadableBodyException unreadable) {
      LOG.error(
          model.wire(),
          () ->
              "event not replayed model=%s cause=%s"
                  .formatted(model.wire(), unreadable.getMessage()));
      return List.of();
    }
  }

  /** The result below the event's own path: of its old path only what the plugin had added. */
  private static JsonObject result(
      JsonObject remembered, JsonObject trigger, int inputDepth, String now) {
    JsonObject result = remembered.copy();
    ComputedMembers.NAMES.forEach(result::remove);
    List<Object> former = Completion.pathOf(remembered);
    JsonObject source = trigger.getJsonObject("source").copy();
    JsonArray path = source.getJsonArray("path");
    int added = Math.clamp(inputDepth, 0, Math.max(0, former.size() - 1));
    for (Object node : former.subList(added, former.size())) {
      path.add(((JsonObject) node).copy().put("timestamp", now));
    }
    boolean expedite =
        trigger.getJsonObject("flags", new JsonObject()).getBoolean("expedite", false);
    JsonObject flags = new JsonObject();
    if (expedite) {
      flags.put("expedite", true);
    }
    return result.put("source", source).put("flags", flags).put("timestamp", now);
  }

  private JsonObject status(
      Disposition.Replay replayed, Completion completion, JsonObject trigger, String now) {
    SubscriptionSpec plugin = replayed.subscription().spec();
    Locator locator =
        Locator.of(
            plugin.pluginKey(),
            replayed.subscription().epoch(),
            replayed.partition(),
            replayed.record(),
            replayed.attempt());
    JsonObject input = trigger.copy();
    input.put(
        "dequeued",
        locator.dequeued(
            replayed.record().key(), plugin.name(), plugin.version(), clock.millis() / 1000));
    JsonObject status = new JsonObject(completion.status());
    status.remove("kafka_key");
    status.put("timestamp", now);
    status.getJsonObject("entity").put("input", input);
    return status;
  }
}
