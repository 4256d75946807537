package io.heliograph.dispatcher.registration;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.json.JsonBytes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of one fetch as they are remembered (contract dispatcher.md part 2 section 4.4).
 *
 * @param userAgent the client's header, or empty
 * @param deploymentKey names the group of instances for the scaler, or empty
 * @param maxSecurity the stated clearance, or empty
 */
public record Registration(
    SubscriptionSpec subscription,
    ConsumerRules rules,
    String userAgent,
    String deploymentKey,
    int count,
    long deadlineSeconds,
    boolean avro,
    boolean reset,
    String maxSecurity) {

  /** The JSON under the peer's names and with its values: {@code null} for what is empty. */
  byte[] json() {
    JsonBytes json = new JsonBytes(768);
    json.raw("{\"user_agent\":").string(userAgent);
    json.raw(",\"model\":").string(subscription.model().wire());
    flag(json, "avro", avro);
    flag(json, "debug", subscription.debug());
    flag(json, "reset", reset);
    json.raw(",\"name\":").string(subscription.name());
    json.raw(",\"version\":").string(subscription.version());
    if (!deploymentKey.isEmpty()) {
      json.raw(",\"deployment_key\":").string(deploymentKey);
    }
    json.raw(",\"count\":").number(count).raw(",\"deadline\":").number(deadlineSeconds);
    flag(json, "is_task", subscription.active());
    list(json, "require_sources", subscription.sources());
    set(json.raw(",\"require_sources_map\":"), subscription.sources());
    list(json, "require_events", subscription.actions());
    set(json.raw(",\"require_events_map\":"), subscription.actions());
    flag(json, "require_content", rules.contentRequired());
    streams(json.raw(",\"require_streams_map\":"));
    json.raw(",\"require_under_content_size\":").number(rules.contentBytesMax());
    json.raw(",\"require_over_content_size\":").number(rules.contentBytesMin());
    flag(json, "require_expedite", subscription.queues().contains(Queue.EXPEDITE));
    flag(json, "require_live", subscription.queues().contains(Queue.LIVE));
    flag(json, "require_historic", subscription.queues().contains(Queue.HISTORIC));
    List<String> denied = List.copyOf(new TreeSet<>(rules.deniedActions()));
    list(json, "deny_events", denied);
    set(json.raw(",\"deny_events_map\":"), denied);
    flag(json, "deny_self", !rules.selfName().isEmpty());
    json.raw(",\"max_security\":").string(maxSecurity);
    return json.raw('}').toByteArray();
  }

  /** What the scaler is told: the beginning of the names of this plugin's groups. */
  byte[] deploymentJson() {
    String prefix =
        subscription.name() + '-' + subscription.version() + '-' + subscription.model().wire();
    return new JsonBytes(128).raw("{\"kafka_prefix\":").string(prefix).raw('}').toByteArray();
  }

  private void streams(JsonBytes json) {
    if (rules.streams().isEmpty()) {
      json.raw("null");
      return;
    }
    char separator = '{';
    for (Map.Entry<String, List<String>> label : new TreeMap<>(rules.streams()).entrySet()) {
      json.raw(separator).string(label.getKey()).raw(':');
      if (label.getValue().isEmpty()) {
        json.raw("{}");
      } else {
        set(json, label.getValue());
      }
      separator = ',';
    }
    json.raw('}');
  }

  private static void flag(JsonBytes json, String name, boolean value) {
    json.raw(",\"").raw(name).raw("\":").raw(Boolean.toString(value));
  }

  private static void list(JsonBytes json, String name, Collection<String> texts) {
    json.raw(",\"").raw(name).raw("\":");
    if (texts.isEmpty()) {
      json.raw("null");
      return;
    }
    char separator = '[';
    for (String text : texts) {
      json.raw(separator).string(text);
      separator = ',';
    }
    json.raw(']');
  }

  private static void set(JsonBytes json, Collection<String> texts) {
    if (texts.isEmpty()) {
      json.raw("null");
      return;
    }
    char separator = '{';
    for (String text : texts) {
      json.raw(separator).string(text).raw(":true");
      separator = ',';
    }
    json.raw('}');
  }
}
