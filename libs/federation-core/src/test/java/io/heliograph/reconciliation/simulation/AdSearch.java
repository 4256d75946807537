package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.node.Effect;
import io.heliograph.reconciliation.node.Input;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds an advertisement: at home, at the mirrors, at the publisher, at everybody else. */
final class AdSearch {
  private final VirtualInstance instance;
  private final World world;

  AdSearch(VirtualInstance instance) {
    this.instance = instance;
    world = instance.world;
  }

  void find(Effect.FindAd effect) {
    int asked = instance.incarnation();
    ProcessedAd processed = instance.database.processed.get(effect.cid());
    AdFacts cached = instance.database.ads.get(effect.cid());
    if (processed != null) {
      answer(asked, effect, new Input.AdAnswer.Processed(processed));
    } else if (cached != null) {
      answer(asked, effect, new Input.AdAnswer.Found(cached));
    } else {
      Set<PeerId> sources = new LinkedHashSet<>(effect.mirrors());
      PeerId publisher = world.publishers.get(effect.provider());
      if (publisher != null) {
        sources.add(publisher);
      }
      List<PeerId> others = new ArrayList<>(world.listedBy(instance.id()).keySet());
      others.sort(null);
      sources.addAll(others);
      sources.remove(instance.id());
      new Attempt(asked, effect, new ArrayList<>(sources)).next();
    }
  }

  private void answer(int asked, Effect.FindAd effect, Input.AdAnswer answer) {
    instance.answer(asked, new Input.AdAnswered(effect.provider(), effect.cid(), answer));
  }

  private final class Attempt {
    private final int asked;
    private final Effect.FindAd effect;
    private final List<PeerId> left;
    private boolean isRefused;
    private boolean isFailed;

    Attempt(int asked, Effect.FindAd effect, List<PeerId> left) {
      this.asked = asked;
      this.effect = effect;
      this.left = left;
    }

    void next() {
      if (asked != instance.incarnation()) {
        return;
      }
      if (left.isEmpty()) {
        answer(
            asked,
            effect,
            isFailed
                ? new Input.AdAnswer.Failed()
                : isRefused ? new Input.AdAnswer.Refused() : new Input.AdAnswer.Missing());
        return;
      }
      world.wire.<Server.Body<AdFacts>>ask(
          instance.id(),
          left.removeFirst(),
          server -> server.ad(instance.id(), effect.cid()),
          Server.Body::bytes,
          this::got);
    }

    private void got(Wire.Reply<Server.Body<AdFacts>> reply) {
      Server.Body<AdFacts> body = reply.content();
      Cid sought = effect.cid();
      if (asked != instance.incarnation()) {
        return;
      }
      if (body != null && body.content().cid().equals(sought)) {
        instance.database.ads.put(sought, body.content());
        answer(asked, effect, new Input.AdAnswer.Found(body.content()));
        return;
      }
      isRefused |= body != null;
      isFailed |= !reply.isAnswered();
      next();
    }
  }
}
