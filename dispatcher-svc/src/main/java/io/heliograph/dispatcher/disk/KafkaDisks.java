package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.Disk.Use;
import io.heliograph.dispatcher.kafka.KafkaCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/**
 * Asks the brokers for the room of their log directories. Each answers for itself: one that is
 * away, may not be asked or does not know is one whose room is unknown. No call waits for a broker;
 * used by one thread.
 */
final class KafkaDisks implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Admin admin;
  private CompletableFuture<Map<Disk, Optional<Space>>> asked =
      CompletableFuture.completedFuture(Map.of());

  KafkaDisks(KafkaCluster cluster) {
    this.admin =
        cluster
            .clients()
            .admin(
                "hub-disks",
                ANSWER_MAX,
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_MAX.toMillis() / 2));
  }

  /** What the brokers told since the last call, perhaps nothing; asks them again. */
  Map<Disk, Optional<Space>> look() {
    if (!asked.isDone()) {
      return Map.of();
    }
    Map<Disk, Optional<Space>> told = asked.join();
    asked =
        future(admin.describeCluster().nodes())
            .thenCompose(this::ask)
            .exceptionally(away -> Map.of());
    return told;
  }

  private CompletableFuture<Map<Disk, Optional<Space>>> ask(Collection<Node> nodes) {
    List<Integer> ids = nodes.stream().map(Node::id).toList();
    Map<Disk, Optional<Space>> found = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    admin
        .describeLogDirs(ids)
        .descriptions()
        .forEach(
            (id, directories) ->
                answers.add(
                    future(directories)
                        .handle(
                            (told, failure) -> {
                              if (failure == null) {
                                told.forEach((path, one) -> found.put(disk(id, path), space(one)));
                              } else {
                                found.put(disk(id, ""), Optional.empty());
                              }
                              return null;
                            })));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(all -> Map.copyOf(found));
  }

  private static Disk disk(int broker, String path) {
    return new Disk(
        Use.KAFKA,
        path.isEmpty() ? "kafka broker " + broker : "kafka broker " + broker + ' ' + path);
  }

  /** A broker before Kafka 3.3 does not know its room, nor does one whose directory is offline. */
  private static Optional<Space> space(LogDirDescription directory) {
    OptionalLong total = directory.totalBytes();
    OptionalLong usable = directory.usableBytes();
    return directory.error() == null
            && total.isPresent()
            && usable.isPresent()
            && total.getAsLong() > 0
            && usable.getAsLong() >= 0
        ? Optional.of(new Space(total.getAsLong(), usable.getAsLong()))
        : Optional.empty();
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> asked) {
    return asked.toCompletionStage().toCompletableFuture();
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
