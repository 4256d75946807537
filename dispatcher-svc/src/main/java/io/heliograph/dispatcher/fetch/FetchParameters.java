package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.registration.Registration;
import io.heliograph.event.Model;
import io.heliograph.event.source.EntityType;
import io.heliograph.event.source.Sources;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a fetch asks for (contract dispatcher.md part 2 section 1.2, part 1 row 10 for the old
 * names).
 *
 * @param deploymentKey names the group of instances for the scaler, or empty
 * @param count events wanted, from 1 to the limit
 * @param deadlineSeconds how long to collect; at most 0 means: answer with what is there
 * @param avro whether the events are wanted in the Avro bulk form
 * @param reset whether the subscription restarts first
 * @param maxSecurity the clearance, or empty
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

  /** What {@code r-content} stands for. */
  private static final List<String> CONTENT_ACTIONS = List.of("sourced", "extracted");

  /** The bounds of a fetch. */
  record Limits(int countMax, long defaultWaitSeconds, Sources sources) {}

  /**
   * Reads the query.
   *
   * @throws io.heliograph.dispatcher.error.HubException {@code bad parameters}, naming the first
   *     that is
   */
  static FetchParameters parse(String modelName, boolean active, MultiMap values, Limits limits) {
    Query query = new Query(values);
    try {
      return parse(modelName, active, query, limits);
    } catch (HubException bad) {
      throw query.hinted(bad);
    }
  }

  private static FetchParameters parse(
      String modelName, boolean active, Query query, Limits limits) {
    Model model =
        limits
            .sources
            .model(modelName)
            .orElseThrow(() -> Query.bad("model", "not a registered model type: " + modelName));
    boolean avro = query.flag("avro-format", false);
    if (avro && !model.hasAvro()) {
      throw Query.bad("avro-format", "events of model " + modelName + " have no Avro form");
    }
    List<String> possible =
        limits.sources.entityType(modelName).map(EntityType::actions).orElse(ACTIONS);
    Set<Queue> queues = queues(query, model);
    long count = query.number("count", 1);
    long deadline = query.number(query.given("deadline", "timeout"), limits.defaultWaitSeconds);
    List<String> actions = query.texts("r-action", "f-allow-event-type");
    List<String> denied = query.texts("d-action", "f-deny-event-type");
    boolean content = query.flag("r-content", "requires-data");
    if (content && !(actions.isEmpty() && denied.isEmpty())) {
      throw Query.bad("r-content", "cannot be combined with r-action or d-action");
    }
    SubscriptionSpec spec =
        new SubscriptionSpec(
            query.text("name"),
            query.text("version"),
            model,
            query.texts("r-source"),
            content ? CONTENT_ACTIONS : known(actions, possible),
            queues,
            active,
            query.flag("debug", false));
    return new FetchParameters(
        spec,
        rules(query, spec, known(denied, possible), content),
        query.text("deployment_key"),
        Math.clamp(count, 1, limits.countMax),
        deadline,
        avro,
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
    boolean historic = query.flag("r-historic", false);
    if (historic && !query.flag("ignore-historic", false)) {
      queues.add(Queue.HISTORIC);
    }
    if (queues.isEmpty()) {
      throw Query.bad("r-live", "at least one of r-expedite, r-live and r-historic is needed");
    }
    return queues;
  }

  /** The peer names r-action also when d-action is wrong; its clients know it so. */
  private static List<String> known(List<String> actions, List<String> possible) {
    for (String action : actions) {
      if (!possible.contains(action)) {
        throw Query.bad(
            "r-action",
            (possible.equals(ACTIONS) ? "not a valid binary action: " : "not a declared action: ")
                + action);
      }
    }
    return actions;
  }

  private static ConsumerRules rules(
      Query query, SubscriptionSpec spec, List<String> denied, boolean content) {
    long under = bytes(query, query.given("r-under-content-size", "f-max-content-size"));
    String overKey = query.given("r-over-content-size", "f-min-content-size");
    long over = bytes(query, overKey);
    if (under > 0 && over > under) {
      throw Query.bad(overKey, over + " is more than the upper bound " + under);
    }
    return new ConsumerRules(
        Set.copyOf(spec.sources()),
        Set.copyOf(spec.actions()),
        Set.copyOf(denied),
        query.flag("d-self", "f-self") ? spec.name() : "",
        streams(query),
        under,
        over,
        content);
  }

  /** A bound; like in the peer one below zero bounds nothing. */
  private static long bytes(Query query, String key) {
    return Math.max(0, query.number(key, 0));
  }

  /**
   * Each value is {@code label[,prefix...]} with empty parts left out; a label given twice accepts
   * the prefixes of both, and everything when one of them names none.
   */
  private static Map<String, List<String>> streams(Query query) {
    Map<String, List<String>> streams = new LinkedHashMap<>();
    for (String value : query.texts("r-streams", "f-data-type")) {
      List<String> parts = new ArrayList<>(List.of(value.split(",", -1)));
      parts.removeIf(String::isEmpty);
      if (parts.isEmpty()) {
        continue;
      }
      List<String> prefixes = parts.subList(1, parts.size());
      streams.merge(parts.getFirst(), prefixes, FetchParameters::either);
    }
    return streams;
  }

  private static List<String> either(List<String> first, List<String> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return List.of();
    }
    List<String> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** What is remembered of this fetch for simulations and for the scaler. */
  Registration registration(String userAgent) {
    return new Registration(
        subscription,
        rules,
        userAgent,
        deploymentKey,
        count,
        deadlineSeconds,
        avro,
        reset,
        maxSecurity);
  }
}
