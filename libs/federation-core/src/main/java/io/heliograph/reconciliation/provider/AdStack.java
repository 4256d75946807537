package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.chain.AdFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a walk fetched on its way down a chain, with a visited set: a server may answer any link
 * with anything. Entries below a removal of the same context are marked to be skipped. One thread
 * at a time.
 */
final class AdStack {
  private final List<AdStep> newestFirst = new ArrayList<>();
  private final Set<Cid> visited = new HashSet<>();
  private final Set<String> removed = new HashSet<>();

  /**
   * Goes on with what was fetched before, down to what is applied by now; says whether it met that.
   * Which contexts it removed is no longer known: entries are taken that a removal takes back.
   */
  boolean restore(WalkProgress progress, @Nullable Cid applied) {
    for (AdStep step : progress.newestFirst()) {
      if (step.cid().equals(applied)) {
        return true;
      }
      newestFirst.add(step);
      boolean unused = visited.add(step.cid());
    }
    return false;
  }

  boolean isVisited(Cid cid) {
    return visited.contains(cid);
  }

  void push(AdFacts ad) {
    boolean unused = visited.add(ad.cid());
    AdStep.Mode mode = AdStep.Mode.TAKE;
    if (ad.removal()) {
      mode = AdStep.Mode.WITHDRAW;
      unused = removed.add(ad.context());
    } else if (removed.contains(ad.context())) {
      mode = AdStep.Mode.SKIP;
    }
    newestFirst.add(new AdStep(ad.cid(), mode));
  }

  boolean withdraws() {
    return newestFirst.stream().anyMatch(step -> step.mode() == AdStep.Mode.WITHDRAW);
  }

  int size() {
    return newestFirst.size();
  }

  boolean isEmpty() {
    return newestFirst.isEmpty();
  }

  List<AdStep> newestFirst() {
    return newestFirst;
  }

  List<AdStep> oldestFirst() {
    List<AdStep> turned = new ArrayList<>(newestFirst);
    Collections.reverse(turned);
    return Collections.unmodifiableList(turned);
  }
}
