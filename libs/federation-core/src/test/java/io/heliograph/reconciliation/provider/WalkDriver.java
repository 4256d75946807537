package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.ProcessedAd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a walk's needs out of memory, and notes what it fetched. */
final class WalkDriver {
  final Map<Cid, AdFacts> available = new HashMap<>();
  final Map<Cid, ProcessedAd> processed = new HashMap<>();
  final List<Cid> fetched = new ArrayList<>();
  @Nullable Cid head;
  boolean headFromPublisher = true;
  int rests;

  /** Marks a chain as applied up to that advertisement, as an own node would have. */
  void process(@Nullable Cid newest) {
    List<AdFacts> chain = new ArrayList<>();
    for (Cid cid = newest; cid != null; cid = chain.getLast().previous()) {
      chain.add(available.get(cid));
    }
    for (int i = 0; i < chain.size(); i++) {
      AdFacts ad = chain.get(i);
      processed.put(
          ad.cid(), new ProcessedAd(ad.cid(), ad.provider(), ad.previous(), chain.size() - i));
    }
  }

  ProviderDecision run(
      WalkTarget target,
      @Nullable ProviderEntry local,
      @Nullable Tombstone tombstone,
      WalkLimits limits,
      AdPolicy policy) {
    ChainWalk walk = new ChainWalk(target, local, tombstone, limits, policy);
    while (true) {
      switch (walk.need()) {
        case WalkNeed.FindAd(Cid cid) -> find(walk, cid);
        case WalkNeed.FindHead ignored -> {
          Cid known = head;
          if (known == null) {
            walk.noHead();
          } else {
            walk.head(known, headFromPublisher);
          }
        }
        case WalkNeed.Rest(WalkProgress progress) -> {
          rests++;
          walk = new ChainWalk(target, local, tombstone, limits, policy).resumed(progress);
        }
        case WalkNeed.Done(ProviderDecision decision) -> {
          return decision;
        }
      }
    }
  }

  private void find(ChainWalk walk, Cid cid) {
    ProcessedAd known = processed.get(cid);
    AdFacts ad = available.get(cid);
    if (known != null) {
      walk.processed(known);
    } else if (ad != null) {
      fetched.add(cid);
      walk.found(ad, 0);
    } else {
      walk.missing();
    }
  }
}
