package io.heliograph.event;

import io.heliograph.event.source.EntityType;
import io.heliograph.event.source.Source;
import io.heliograph.event.source.Sources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of all topics of a hub, and which event goes where (architecture section 2, contract
 * dispatcher.md part 1 row 2). Immutable.
 */
public final class Topics {
  private static final Set<String> WITH_DATA = Set.of("sourced", "extracted", "augmented");
  private static final long DAY_MILLIS = 86_400_000L;
  private static final String DATA = ".data";

  private final String prefix;
  private final Sources sources;

  /**
   * @param prefix separates environments on one cluster; empty for none
   */
  public Topics(String prefix, Sources sources) {
    this.prefix = prefix.isEmpty() ? "" : prefix + '.';
    this.sources = sources;
  }

  /** What all names begin with, its separator included; empty for none. */
  public String prefix() {
    return prefix;
  }

  /** Events flagged expedite. */
  public String expedite() {
    return prefix + "azul.expedite";
  }

  /** Events to be tried again by one subscription. */
  public String error() {
    return prefix + "azul.error";
  }

  /** Statuses. */
  public String status() {
    return system(Model.STATUS);
  }

  /** The dispatcher's state. */
  public String cursors() {
    return prefix + "hub.cursors";
  }

  /** Events that were given up. */
  public String deadLetters() {
    return prefix + "hub.dead-letters";
  }

  /** What is and was migrated from other clusters, and how far. */
  public String migrations() {
    return prefix + "hub.migrations";
  }

  /** What was injected. */
  public String injected() {
    return prefix + "hub.injected";
  }

  /** Messages of MISP. */
  public String misp() {
    return prefix + "hub.misp";
  }

  /** Messages of MISP with times of their own, to be counted as if they came then. */
  public String mispReplay() {
    return prefix + "hub.misp.replay";
  }

  /** Messages of MISP that cannot be decoded, with a reason. */
  public String mispRejected() {
    return prefix + "hub.misp.rejected";
  }

  /** Notices of new heads. */
  public String federation() {
    return prefix + "hub.federation";
  }

  /** The newest form of each signed record. */
  public String records() {
    return prefix + "hub.records";
  }

  /** All forms of all signed records. */
  public String recordsHistory() {
    return prefix + "hub.records.history";
  }

  /** Security-relevant actions. */
  public String audit() {
    return prefix + "hub.audit";
  }

  /** The topic of a model that has no source. */
  public String system(Model model) {
    return prefix + "azul." + model.wire();
  }

  /** Whether an action brings data with it. */
  public static boolean hasData(String action) {
    return WITH_DATA.contains(action);
  }

  /** Whether events of that model belong to a source. */
  public static boolean hasSource(Model model) {
    return model == Model.BINARY || model == Model.DOWNLOAD || model.isFree();
  }

  /** The model of the events in a topic, by its name; empty when it is no event topic. */
  public static Optional<Model> modelOf(String topic) {
    if (topic.endsWith("azul.expedite") || topic.endsWith("azul.error")) {
      return Optional.of(Model.BINARY);
    }
    String name = topic.endsWith(DATA) ? topic.substring(0, topic.length() - DATA.length()) : topic;
    String last = name.substring(name.lastIndexOf('.') + 1);
    Optional<Model> known = Model.builtin(last);
    // The hub's own topics have names of their own.
    return known.isPresent() || List.of(name.split("\\.")).contains("hub")
        ? known
        : Model.fromWire(last);
  }

  /** Where an event goes: to be tried again before expedited before its source or its model. */
  public String choose(EventHeaders headers, boolean expedite) {
    if (!headers.retryFor().isEmpty()) {
      return error();
    }
    if (!hasSource(headers.model())) {
      return system(headers.model());
    }
    if (expedite && headers.model() == Model.BINARY) {
      return expedite();
    }
    return ofSource(
        headers.source(), headers.model(), bringsData(headers.model(), headers.action()));
  }

  private boolean bringsData(Model model, String action) {
    return model == Model.BINARY
        ? hasData(action)
        : sources.entityType(model.wire()).map(EntityType::data).orElse(false);
  }

  /** All models whose events the hub takes. */
  public List<Model> models() {
    return sources.models();
  }

  private String ofSource(String source, Model model, boolean data) {
    return prefix + source + '.' + model.wire() + (data ? DATA : "");
  }

  /**
   * The topics that feed the queues live and historic of a subscription.
   *
   * @param wantedSources none for all declared ones
   * @param actions none for all
   */
  public List<String> consumed(
      Model model, Collection<String> wantedSources, Collection<String> actions) {
    List<String> topics = new ArrayList<>();
    if (!hasSource(model)) {
      topics.add(system(model));
      return topics;
    }
    boolean binary = model == Model.BINARY;
    boolean data =
        binary
            ? actions.isEmpty() || actions.stream().anyMatch(Topics::hasData)
            : bringsData(model, "");
    boolean plain =
        binary ? actions.isEmpty() || !actions.stream().allMatch(Topics::hasData) : !data;
    for (Source source : sources.all()) {
      if (wantedSources.isEmpty() || wantedSources.contains(source.id())) {
        if (data) {
          topics.add(ofSource(source.id(), model, true));
        }
        if (plain) {
          topics.add(ofSource(source.id(), model, false));
        }
      }
    }
    return topics;
  }

  /**
   * All topics that the dispatcher needs, as they should be: those of the sources, of the models
   * without source, and its own state. A source that never expires is compacted and kept for ever.
   */
  public List<TopicSpec> required() {
    List<TopicSpec> specs = new ArrayList<>();
    for (Source source : sources.all()) {
      specs.add(ofSource(source, ofSource(source.id(), Model.BINARY, true)));
      specs.add(ofSource(source, ofSource(source.id(), Model.BINARY, false)));
      for (Model model : sources.models()) {
        if (model != Model.BINARY && hasSource(model)) {
          specs.add(ofSource(source, ofSource(source.id(), model, bringsData(model, ""))));
        }
      }
    }
    specs.add(compacted(system(Model.INSERT)));
    specs.add(compacted(system(Model.DELETE)));
    specs.add(compacted(system(Model.RETROHUNT)));
    specs.add(expiring(expedite(), 7));
    specs.add(expiring(error(), 7));
    specs.add(expiring(system(Model.PLUGIN), 7));
    specs.add(expiring(status(), 3));
    specs.add(compacted(cursors()));
    specs.add(compacted(deadLetters()));
    specs.add(compacted(migrations()));
    return specs;
  }

  /**
   * All topics that the dashboard needs. The replay's has no limit of time, since its records are
   * dated by their content; it is emptied once they are counted.
   */
  public List<TopicSpec> ofDashboard() {
    return List.of(
        expiring(misp(), 7),
        new TopicSpec(mispReplay(), 1, 1, Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
        expiring(mispRejected(), 7));
  }

  /**
   * All topics that the injector needs beside those of {@link #required()}. Each pair of an event
   * and an insert has a key of its own, so compaction alone would keep it for ever: what is older
   * than any look-back is removed.
   */
  public List<TopicSpec> ofInjector() {
    return List.of(
        new TopicSpec(
            injected(),
            1,
            1,
            Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                Long.toString(30 * DAY_MILLIS))));
  }

  /** Whether events that can get children by injection are in a topic, by its name. */
  public boolean carriesParents(String topic) {
    return topic.equals(expedite())
        || (topic.startsWith(prefix) && topic.endsWith('.' + Model.BINARY.wire() + DATA));
  }

  private static TopicSpec ofSource(Source source, String name) {
    Map<String, String> config = new HashMap<>(source.config());
    config.put("cleanup.policy", source.expires() ? "delete" : "compact");
    config.put(
        "retention.ms", source.expires() ? Long.toString(source.expiresAfter().toMillis()) : "-1");
    return new TopicSpec(
        name, Math.max(1, source.partitions()), Math.max(1, source.replicationFactor()), config);
  }

  private static TopicSpec compacted(String name) {
    return new TopicSpec(name, 1, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
  }

  private static TopicSpec expiring(String name, int days) {
    return new TopicSpec(
        name,
        1,
        1,
        Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(days * DAY_MILLIS)));
  }
}
