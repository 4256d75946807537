package io.heliograph.kit.kafka;

import io.heliograph.event.TopicSpec;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a service's topics as it needs them ({@link TopicNeeds}): one supervised thread looks at
 * the cluster every few seconds, creates what is missing, reports or repairs what differs, and
 * tells its listener what there is. While Kafka is away it keeps trying; a change that Kafka
 * refuses is reported once and tried again, and holds up nothing else. Thread-safe.
 */
public final class TopicManager {
  private static final Logger LOG = Logger.getLogger(TopicManager.class);
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(2);
  private static final Duration FIRST_LOOK_PAUSE = Duration.ofMillis(50);

  /** Settings are compared at every twelfth look only: once a minute by default. */
  private static final int DRIFT_LOOKS = 12;

  private final String name;
  private final Supplier<Admin> admin;
  private final TopicNeeds needs;
  private final TopicPace pace;
  private final Consumer<Map<String, TopicDescription>> listener;
  private volatile @Nullable SupervisedThread thread;

  private volatile List<String> missing;
  private volatile Map<String, TopicDescription> found = Map.of();
  private volatile int drifting;
  private volatile boolean answers;
  private volatile @Nullable Throwable failure;
  private List<String> drifts = List.of();
  private List<String> reported = List.of();
  private long looks;

  /**
   * A manager that has not begun.
   *
   * @param name of its thread
   * @param admin makes a client; the manager closes it
   * @param listener told after each look of all watched topics, on the manager's thread; must not
   *     block
   */
  public TopicManager(
      String name,
      Supplier<Admin> admin,
      TopicNeeds needs,
      TopicPace pace,
      Consumer<Map<String, TopicDescription>> listener) {
    this.name = name;
    this.admin = admin;
    this.needs = needs;
    this.pace = pace;
    this.listener = listener;
    this.missing = needs.missing(Map.of());
  }

  /** Begins to look. */
  public void start(SupervisedThreads threads) {
    thread = threads.start(name, new Backoff(pace.retry(), backoffMax()), this::run);
  }

  private Duration backoffMax() {
    return pace.retry().compareTo(BACKOFF_MAX) < 0 ? BACKOFF_MAX : pace.retry();
  }

  /** Ends the thread, without waiting for it. */
  public void requestStop() {
    SupervisedThread begun = thread;
    if (begun != null) {
      begun.requestStop();
    }
  }

  /** The topics that were missing at the last look that succeeded; all of them before the first. */
  public List<String> missing() {
    return missing;
  }

  /** Whether no topic was missing at the last look that succeeded. */
  public boolean complete() {
    return missing.isEmpty();
  }

  /** Whether Kafka answered when it was asked last. */
  public boolean answers() {
    return answers;
  }

  /** Why the last look or question failed; null when it did not. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** The watched topics by name, as of the last look that succeeded; none before the first. */
  public Map<String, TopicDescription> found() {
    return found;
  }

  /** How many own topics differ from their declaration. */
  public int drifting() {
    return drifting;
  }

  /**
   * Waits on another thread until the first look has succeeded or failed.
   *
   * @return whether that thread shall go on
   */
  public boolean awaitFirstLook(Turn turn) throws InterruptedException {
    while (!answers && failure == null) {
      if (!turn.pause(FIRST_LOOK_PAUSE)) {
        return false;
      }
    }
    return turn.running();
  }

  /** One client for all looks; a look that fails ends it, and the thread begins again. */
  private void run(Turn turn) throws ExecutionException, InterruptedException {
    try (TopicCluster cluster = new TopicCluster(admin.get(), pace.answer())) {
      long lookedNanos = System.nanoTime();
      look(cluster, turn);
      turn.progressed();
      while (turn.pause(complete() ? pace.ask() : pace.retry())) {
        if (!complete() || System.nanoTime() - lookedNanos >= pace.poll().toNanos()) {
          lookedNanos = System.nanoTime();
          look(cluster, turn);
        } else {
          cluster.ask();
          reached();
        }
        turn.progressed();
      }
    } catch (ExecutionException | KafkaException failed) {
      answers = false;
      Throwable cause = failed.getCause();
      failure = failed instanceof ExecutionException && cause != null ? cause : failed;
      throw failed;
    }
  }

  private void look(TopicCluster cluster, Turn turn)
      throws ExecutionException, InterruptedException {
    turn.beat();
    Map<String, TopicDescription> now = cluster.describe(needs.watched());
    Map<String, String> refused = Map.of();
    List<TopicSpec> create = needs.toCreate(now.keySet());
    if (!create.isEmpty()) {
      turn.beat();
      refused = cluster.create(create);
      logCreated(create, refused.keySet());
      now = cluster.describe(needs.watched());
    }
    if (needs.drift() && (looks++ % DRIFT_LOOKS == 0 || !complete())) {
      turn.beat();
      drifts = compare(cluster, now);
      drifting = drifts.size();
    }
    report(refused);
    List<TopicPartition> added = needs.added(found, now);
    if (!added.isEmpty()) {
      turn.beat();
      cluster.awaitLeaders(added);
    }
    found = Map.copyOf(now);
    listener.accept(found);
    missing = needs.missing(now);
    reached();
  }

  /** How own topics differ after what can be repaired was, a line each. */
  private List<String> compare(TopicCluster cluster, Map<String, TopicDescription> now)
      throws ExecutionException, InterruptedException {
    Set<String> present = new HashSet<>(needs.ownNames());
    present.retainAll(now.keySet());
    List<TopicDrift> differing = needs.drifts(now, cluster.configs(present));
    Map<String, String> refused = new HashMap<>();
    List<TopicDrift> repaired = new ArrayList<>();
    for (TopicDrift drift : needs.toRepair(differing)) {
      Optional<String> refusal = cluster.repair(drift);
      refusal.ifPresent(reason -> refused.put(drift.topic(), reason));
      if (refusal.isEmpty()) {
        LOG.infof("topic drift repaired drift=%s", drift.describe());
        repaired.add(drift);
      }
    }
    return differing.stream()
        .filter(drift -> drift.replicasDiffer() || !repaired.contains(drift))
        .map(
            drift ->
                "drift "
                    + drift.describe()
                    + (refused.containsKey(drift.topic())
                        ? " refused=" + refused.get(drift.topic())
                        : ""))
        .toList();
  }

  private static void logCreated(List<TopicSpec> asked, Set<String> refused) {
    List<String> created =
        asked.stream().map(TopicSpec::name).filter(topic -> !refused.contains(topic)).toList();
    if (!created.isEmpty()) {
      LOG.infof("topics created topics=%s", created);
    }
  }

  /** Tells what was not told by the last look already. */
  private void report(Map<String, String> refused) {
    List<String> lines = new ArrayList<>(drifts);
    refused.forEach((topic, reason) -> lines.add("create topic=" + topic + " refused=" + reason));
    lines.stream().filter(line -> !reported.contains(line)).forEach(LOG::warn);
    reported = lines;
  }

  private void reached() {
    if (failure != null) {
      LOG.info("Kafka is reachable");
    }
    failure = null;
    answers = true;
  }
}
