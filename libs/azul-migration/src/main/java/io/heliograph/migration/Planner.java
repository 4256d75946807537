package io.heliograph.migration;

import io.heliograph.event.source.Sources;
import io.heliograph.migration.MigrationException.Reason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Looks at a source cluster and says what would be copied. Thread-safe; blocks. */
final class Planner {
  /** Their list is one record of the log. */
  private static final int PARTS_MAX = 10_000;

  private static final int LEFT_OUT_MAX = 2_000;

  private final MigrationOptions options;
  private final Sources sources;
  private final InstantSource clock;

  Planner(MigrationOptions options, Sources sources, InstantSource clock) {
    this.options = options;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * What the request would copy; partitions begin where an earlier migration of them got to.
   *
   * @throws MigrationException when the request cannot be met, saying why
   */
  Definition plan(MigrationRequest request, MigrationState known, boolean pausedBefore) {
    try (SourceCluster cluster = new SourceCluster(options, request.from())) {
      Selection.Selected selected =
          request.selection().select(request.prefix(), cluster.names(), sources);
      check(request, selected);
      Map<String, TopicDescription> topics =
          cluster.describe(selected.chosen().stream().map(SourceTopic::name).toList());
      List<TopicPartition> partitions = SourceCluster.partitions(topics.values());
      if (partitions.size() > PARTS_MAX) {
        throw bad(
            "topics: "
                + partitions.size()
                + " partitions at once are more than "
                + PARTS_MAX
                + "; migrate them in parts");
      }
      String id = cluster.id();
      List<CopyTask> tasks = new ArrayList<>();
      cluster
          .spans(partitions)
          .forEach(
              (name, span) -> {
                String topicId = topics.get(name.topic()).topicId().toString();
                long copied = known.position(id, name.topic(), topicId, name.partition()).orElse(0);
                long begin = Math.min(Math.max(copied, span.begin()), span.end());
                tasks.add(new CopyTask(name.topic(), topicId, name.partition(), begin, span.end()));
              });
      tasks.sort(
          java.util.Comparator.comparing(CopyTask::topic).thenComparingInt(CopyTask::partition));
      return new Definition(
          UUID.randomUUID().toString(),
          clock.millis(),
          request.from(),
          request.prefix(),
          id,
          pausedBefore,
          tasks,
          selected.leftOut().stream().limit(LEFT_OUT_MAX).toList());
    } catch (SourceCluster.GoneException changing) {
      throw MigrationException.unavailable("the source cluster's topics are being changed");
    }
  }

  private static void check(MigrationRequest request, Selection.Selected selected) {
    if (!selected.unknownSources().isEmpty() && !request.skipUnknownSources()) {
      throw bad(
          "unknown sources: "
              + String.join(", ", selected.unknownSources())
              + "; declare them in the sources file, deny their topics, or set"
              + " skip_unknown_sources");
    }
    if (selected.chosen().isEmpty()) {
      throw bad("prefix: no topic of " + request.prefix() + " is selected at " + request.from());
    }
  }

  private static MigrationException bad(String detail) {
    return new MigrationException(Reason.INVALID, detail);
  }
}
