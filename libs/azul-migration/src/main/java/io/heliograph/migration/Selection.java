package io.heliograph.migration;

import io.heliograph.event.source.Sources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which topics of a prefix are migrated (contract dispatcher.md part 2 section 9; the table is in
 * docs/protocol/migration.md). Patterns match a whole name or what follows {@code azul.<prefix>.}.
 *
 * @param topics patterns, one of which a topic must match; none for no such condition
 * @param deny patterns that a topic must not match
 * @param includeSystem kinds of system topics, where no pattern is given
 * @param upgradeSources only topics of sources
 * @param upgradeSystem only system topics
 */
public record Selection(
    List<String> topics,
    List<String> deny,
    List<String> includeSystem,
    boolean upgradeSources,
    boolean upgradeSystem) {
  /** Azul's own kinds. */
  public static final List<String> INCLUDE_SYSTEM =
      List.of("delete", "error", "expedite", "insert");

  /**
   * Copies what it is given.
   *
   * @throws IllegalArgumentException naming members that exclude each other
   */
  public Selection {
    topics = List.copyOf(topics);
    deny = List.copyOf(deny);
    includeSystem = List.copyOf(includeSystem);
    if (upgradeSources && upgradeSystem) {
      throw new IllegalArgumentException(
          "upgrade_sources and upgrade_system must not both be true; leave both out for all topics");
    }
  }

  /** A topic that is not migrated, and why. */
  public record LeftOut(String topic, String reason) {}

  /**
   * What becomes of the topics of a prefix.
   *
   * @param unknownSources of topics that would be migrated if the sources file knew them
   */
  record Selected(List<SourceTopic> chosen, List<LeftOut> leftOut, List<String> unknownSources) {
    Selected {
      chosen = List.copyOf(chosen);
      leftOut = List.copyOf(leftOut);
      unknownSources = List.copyOf(unknownSources);
    }
  }

  /**
   * Selects among the topics of a cluster.
   *
   * @param names all topics of the cluster
   */
  Selected select(String prefix, Collection<String> names, Sources sources) {
    List<SourceTopic> chosen = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    TreeSet<String> unknown = new TreeSet<>();
    for (String name : new TreeSet<>(names)) {
      if (!name.startsWith(SourceTopic.start(prefix))) {
        continue;
      }
      Optional<SourceTopic> topic = SourceTopic.of(prefix, name);
      String reason = topic.map(this::reason).orElse("not a name of Azul's");
      if (!reason.isEmpty()) {
        leftOut.add(new LeftOut(name, reason));
      } else if (topic.orElseThrow() instanceof SourceTopic.OfSource of
          && !sources.knows(of.source())) {
        unknown.add(of.source());
        leftOut.add(new LeftOut(name, "unknown source: " + of.source()));
      } else {
        chosen.add(topic.orElseThrow());
      }
    }
    return new Selected(chosen, leftOut, List.copyOf(unknown));
  }

  /** Why it is not migrated; empty when it is. */
  private String reason(SourceTopic topic) {
    if (topic.model().isEmpty()) {
      return "not a topic of events";
    }
    if (matchesAny(deny, topic)) {
      return "denied";
    }
    boolean wanted =
        switch (topic) {
          case SourceTopic.OfSource source -> !upgradeSystem;
          case SourceTopic.OfSystem system ->
              !upgradeSources && (!topics.isEmpty() || includeSystem.contains(system.kind()));
        };
    return wanted && (topics.isEmpty() || matchesAny(topics, topic)) ? "" : "not asked for";
  }

  private static boolean matchesAny(List<String> patterns, SourceTopic topic) {
    return patterns.stream()
        .map(Glob::new)
        .anyMatch(glob -> glob.matches(topic.name()) || glob.matches(topic.shortName()));
  }
}
