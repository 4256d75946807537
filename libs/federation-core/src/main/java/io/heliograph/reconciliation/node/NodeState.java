package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.Alert;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.provider.Tombstone;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the parts of one node share: its rows in memory, the time of this input, what is to do. */
final class NodeState {
  final NodeSettings settings;
  final RandomGenerator random;
  final Map<PeerId, Member> members = new TreeMap<>();
  final Map<PeerId, ProviderEntry> providers = new HashMap<>();
  final Map<PeerId, Tombstone> tombstones = new HashMap<>();

  /** The newest accepted snapshot of each member that was read since the start. */
  final Map<PeerId, SnapshotFacts> claims = new HashMap<>();

  /** Providers whose removal is not durable yet: nothing of them is begun. */
  final Set<PeerId> removing = new HashSet<>();

  /** How long each member's last answer took. */
  final Map<PeerId, Long> latencies = new HashMap<>();

  long nowMillis;
  private List<Effect> effects = new ArrayList<>();
  private final Map<Long, Consumer<Boolean>> commits = new HashMap<>();
  private long nextCommit;

  NodeState(NodeSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  List<Effect> takeEffects() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  void raise(AlertKind kind, @Nullable PeerId about, String detail) {
    emit(new Effect.Raise(new Alert(kind, about, detail)));
  }

  /** Commits, and then tells whether it is durable. */
  void commit(List<Write> writes, Consumer<Boolean> then) {
    long id = nextCommit++;
    commits.put(id, then);
    emit(new Effect.Commit(id, writes));
  }

  void committed(Input.Committed answer) {
    Consumer<Boolean> then = commits.remove(answer.id());
    if (then != null) {
      then.accept(answer.done());
    }
  }

  /** A member that has said something which counts; nothing for any other. */
  @Nullable Member trusted(PeerId id) {
    Member member = members.get(id);
    return member != null && member.phase().isTrusted() ? member : null;
  }

  /** Members that are served, in random order. */
  List<PeerId> served() {
    List<PeerId> ids = new ArrayList<>();
    members.values().stream()
        .filter(member -> member.phase().isServed())
        .forEach(member -> ids.add(member.id()));
    shuffle(ids);
    return ids;
  }

  <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
