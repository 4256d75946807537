package io.heliograph.dispatcher.fetch;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.filter.ConsumerRules;
import io.heliograph.dispatcher.subscription.SubscriptionSpec;
import io.heliograph.event.Model;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a fetch asks for (contract dispatcher.md part 2 section 1.2, part 1 row 10 for the old
 * names).
 *
 * @param count events wanted, from 1 to the limit
 * @param deadlineSeconds how long to collect; at most 0 means: answer with what is there
 * @param filter a GJSON path, or empty
 */
record FetchParameters(
    SubscriptionSpec subscription,
    ConsumerRules rules,
    String deploymentKey,
    int count,
    long deadlineSeconds,
    boolean avro,
    boolean reset,
    String maxSecurity,
    String filter) {
  private static final List<String> ACTIONS =
      List.of("sourced", "extracted", "augmented", "mapped", "enriched");
  private static final List<String> ACTIONS_WITH_DATA = ACTIONS.subList(0, 3);

  /** The bounds of a fetch. */
  record Limits(int countMax, long defaultWaitSeconds) {}

  /**
   * Reads the query.
   *
   * @throws io.heliograph.dispatcher.error.HubException {@code bad parameters}, naming the first
   *     that is
   */
  static FetchParameters parse(String modelName, boolean active, MultiMap values, Limits limits) {
    Query query = new Query(values);
    Model model =
        Model.fromWire(modelName)
            .orElseThrow(() -> Query.bad("model", "not a registered model type: " + modelName));
    Set<Queue> queues = queues(query, model);
    List<String> actions = actions(query, "r-action", "f-allow-event-type", "r-action");
    List<String> denied = actions(query, "d-action", "f-deny-event-type", "r-action");
    boolean content = query.flag("r-content", query.flag("requires-data", false));
    if (content) {
      if (!actions.isEmpty() || !denied.isEmpty()) {
        throw Query.bad("r-content", "cannot be combined with r-action or d-action");
      }
      actions = List.of("sourced", "extracted");
    }
    SubscriptionSpec spec =
        new SubscriptionSpec(
            query.text("name"),
            query.text("version"),
            model,
            query.texts("r-source"),
            actions,
            queues,
            active,
            query.flag("debug", false));
    String waitKey = query.given("deadline", "timeout");
    return new FetchParameters(
        spec,
        rules(query, spec, denied, content),
        query.text("deployment_key"),
        Math.clamp(query.number("count", 1), 1, limits.countMax),
        query.number(waitKey, limits.defaultWaitSeconds),
        query.flag("avro-format", false),
        query.flag("reset", false),
        query.text("max-security"),
        query.text("filter"));
  }

  private static Set<Queue> queues(Query query, Model model) {
    Set<Queue> queues = EnumSet.noneOf(Queue.class);
    if (query.flag("r-expedite", false)) {
      if (model != Model.BINARY) {
        throw Query.bad("r-expedite", "only events of model binary are expedited");
      }
      queues.add(Queue.EXPEDITE);
    }
    if (query.flag("r-live", false)) {
      queues.add(Queue.LIVE);
    }
    if (query.flag("r-historic", false) && !query.flag("ignore-historic", false)) {
      queues.add(Queue.HISTORIC);
    }
    if (queues.isEmpty()) {
      throw Query.bad("r-live", "at least one of r-expedite, r-live and r-historic is needed");
    }
    return queues;
  }

  /** The peer names r-action also when d-action is wrong; its clients know it so. */
  private static List<String> actions(Query query, String key, String oldKey, String blamed) {
    List<String> actions = new ArrayList<>(query.texts(key));
    for (String old : query.texts(oldKey)) {
      if (!actions.contains(old)) {
        actions.add(old);
      }
    }
    for (String action : actions) {
      if (!ACTIONS.contains(action)) {
        throw Query.bad(blamed, "not a valid binary action: " + action);
      }
    }
    return actions;
  }

  private static ConsumerRules rules(
      Query query, SubscriptionSpec spec, List<String> denied, boolean content) {
    long under = bytes(query, "r-under-content-size", "f-max-content-size");
    long over = bytes(query, "r-over-content-size", "f-min-content-size");
    if (under > 0 && over > under) {
      throw Query.bad("r-over-content-size", over + " is more than r-under-content-size " + under);
    }
    boolean denySelf = query.flag("d-self", query.flag("f-self", false));
    return new ConsumerRules(
        Set.copyOf(spec.sources()),
        Set.copyOf(spec.actions()),
        Set.copyOf(denied),
        denySelf ? spec.name() : "",
        streams(query),
        under,
        over,
        content);
  }

  private static long bytes(Query query, String key, String oldKey) {
    String given = query.given(key, oldKey);
    long bytes = query.number(given, 0);
    if (bytes < 0) {
      throw Query.bad(given, bytes + " is negative");
    }
    return bytes;
  }

  /** Each value is {@code label[,prefix...]}; a label given twice adds its prefixes. */
  private static Map<String, List<String>> streams(Query query) {
    List<String> values = new ArrayList<>(query.texts("r-streams"));
    values.addAll(query.texts("f-data-type"));
    Map<String, List<String>> streams = new LinkedHashMap<>();
    for (String value : values) {
      List<String> parts = Arrays.stream(value.split(",", -1)).filter(p -> !p.isEmpty()).toList();
      if (parts.isEmpty() || value.startsWith(",")) {
        throw Query.bad("r-streams", "'" + value + "' names no label");
      }
      streams
          .computeIfAbsent(parts.getFirst(), label -> new ArrayList<>())
          .addAll(parts.subList(1, parts.size()));
    }
    return streams;
  }

  /** Whether an action brings data with it. */
  static boolean hasData(String action) {
    return ACTIONS_WITH_DATA.contains(action);
  }
}
