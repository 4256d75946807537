package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.provider.AdStep;
import io.heliograph.reconciliation.provider.ChainWalk;
import io.heliograph.reconciliation.provider.ProviderDecision;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.provider.SourceOrder;
import io.heliograph.reconciliation.provider.Tombstone;
import io.heliograph.reconciliation.provider.WalkNeed;
import io.heliograph.reconciliation.provider.WalkProgress;
import io.heliograph.reconciliation.provider.WalkTarget;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does one claim's work: walks until there is a decision, then hands it to {@link Applier}. */
final class WorkRunner {
  private static final int DOUBLINGS_MAX = 20;
  private static final long LATENCY_UNKNOWN = 100;

  private final NodeState state;
  private final Works works;
  private final Applier applier;

  WorkRunner(NodeState state, Works works) {
    this.state = state;
    this.works = works;
    applier = new Applier(state, works);
  }

  Applier applier() {
    return applier;
  }

  void start(Work work) {
    PeerId provider = work.row.provider();
    Tombstone tombstone = state.tombstones.get(provider);
    ProviderEntry local = tombstone == null ? state.providers.get(provider) : null;
    Member claimant = state.members.get(work.row.member());
    boolean hints = claimant != null && claimant.hintsCount();
    AdRef target = hints ? work.row.target() : AdRef.of(work.row.target().cid());
    ChainWalk walk =
        new ChainWalk(
            new WalkTarget(provider, target),
            local,
            tombstone,
            state.settings.walks(),
            state.settings.policy());
    WalkProgress progress = work.row.progress();
    work.walk = progress == null ? walk : walk.resumed(progress);
    work.plan = null;
    pump(work, work.walk);
  }

  private void pump(Work work, ChainWalk walk) {
    PeerId provider = work.row.provider();
    switch (walk.need()) {
      case WalkNeed.FindAd(Cid cid) ->
          state.emit(new Effect.FindAd(provider, cid, mirrors(work.row)));
      case WalkNeed.FindHead ignored ->
          state.emit(new Effect.FetchProviderHead(provider, mirrors(work.row)));
      case WalkNeed.Rest(WalkProgress progress) -> rest(work, progress);
      case WalkNeed.Done(ProviderDecision decision) -> decided(work, decision);
    }
  }

  /**
   * Other providers have their turn. The stack becomes durable each time that it has doubled, so
   * that all its writes together are no more than twice its length.
   */
  private void rest(Work work, WalkProgress progress) {
    int ads = progress.newestFirst().size();
    work.row = work.row.with(progress);
    work.restart();
    if (works.stackedAds() + ads > state.settings.bounds().stackedAdsMax()) {
      state.raise(
          AlertKind.CHAIN_TOO_LONG, work.row.provider(), ads + " advertisements are too many now");
      work.row = work.row.with(null);
      works.pause(work, state.settings.polling().intervalMillis());
    } else if (ads < 2 * work.durableAds) {
      works.pause(work, 0);
    } else {
      work.durableAds = ads;
      state.commit(
          List.of(new Write.PutWork(work.row)),
          done -> works.pause(work, done ? 0 : state.settings.bounds().retryMillis()));
    }
  }

  void adAnswered(Input.AdAnswered input) {
    Work work = works.running(input.provider());
    ChainWalk walk = work == null ? null : work.walk;
    if (work == null
        || walk == null
        || !(walk.need() instanceof WalkNeed.FindAd(Cid sought))
        || !sought.equals(input.cid())) {
      return;
    }
    switch (input.answer()) {
      case Input.AdAnswer.Processed(ProcessedAd ad) -> walk.processed(ad);
      case Input.AdAnswer.Found(AdFacts ad) -> {
        work.failures = 0;
        work.missing = 0;
        walk.found(ad, state.nowMillis);
      }
      case Input.AdAnswer.Refused ignored -> walk.refused();
      case Input.AdAnswer.Missing ignored -> {
        work.missing++;
        if (work.missing < state.settings.walks().missingTriesMax()) {
          later(work, state.settings.walks().missingPauseMillis());
          return;
        }
        walk.missing();
      }
      case Input.AdAnswer.Failed ignored -> {
        later(work, backoffMillis(work));
        return;
      }
    }
    pump(work, walk);
  }

  void headAnswered(Input.ProviderHeadAnswered input) {
    Work work = works.running(input.provider());
    ChainWalk walk = work == null ? null : work.walk;
    if (work == null || walk == null || !(walk.need() instanceof WalkNeed.FindHead)) {
      return;
    }
    Cid head = input.head();
    if (head == null) {
      walk.noHead();
    } else {
      walk.head(head, input.fromPublisher());
    }
    pump(work, walk);
  }

  /** The walk begins again then; what it fetched is in the own blocks. */
  private void later(Work work, long millis) {
    int missing = work.missing;
    work.restart();
    work.missing = missing;
    works.pause(work, millis);
  }

  private long backoffMillis(Work work) {
    work.failures++;
    long pause =
        state.settings.bounds().retryMillis() << Math.min(work.failures - 1, DOUBLINGS_MAX);
    return Math.min(pause, state.settings.polling().intervalMillis());
  }

  private void decided(Work work, ProviderDecision decision) {
    AlertKind alert = decision.alert();
    if (alert != null && !work.isAlerted) {
      work.isAlerted = true;
      state.raise(
          alert,
          work.row.provider(),
          "member " + work.row.member() + " claims " + work.row.target().cid());
    }
    switch (decision) {
      case ProviderDecision.UnresolvedKeepLocal ignored -> later(work, backoffMillis(work));
      case ProviderDecision.InSync ignored -> works.drop(work);
      case ProviderDecision.KeepLocal(boolean hintWrong, var ignored) -> {
        if (hintWrong) {
          works.hintWrong(work.row.member());
        }
        works.drop(work);
      }
      case ProviderDecision.RejectEntry ignored -> works.drop(work);
      case ProviderDecision.StaysRemoved ignored -> works.drop(work);
      case ProviderDecision.Unavailable ignored -> works.drop(work);
      case ProviderDecision.FetchFullChain(List<AdStep> steps, boolean confirmed) ->
          begin(work, confirmed, new Work.Plan(false, null, steps, 0, null, false));
      case ProviderDecision.Advance(
              List<AdStep> steps,
              AdRef after,
              boolean hintWrong,
              boolean confirmed) ->
          begin(work, confirmed, advance(work, steps, after, hintWrong));
      case ProviderDecision.SwitchChain(AdRef ancestor, List<AdStep> steps) ->
          applier.begin(work, switched(work, ancestor, steps));
      case ProviderDecision.Partial(List<AdStep> steps, Cid truncatedAt, boolean confirmed) ->
          begin(
              work,
              confirmed,
              new Work.Plan(false, null, steps, Work.Plan.UNKNOWN, truncatedAt, false));
    }
  }

  /** Without the head's word it goes no further than to what would withdraw something. */
  private void begin(Work work, boolean confirmed, Work.Plan plan) {
    if (confirmed) {
      applier.begin(work, plan);
      return;
    }
    List<AdStep> safe = AdStep.beforeWithdrawal(plan.oldestFirst());
    if (safe.isEmpty()) {
      later(work, backoffMillis(work));
    } else {
      applier.begin(work, plan.cut(safe));
    }
  }

  private Work.Plan advance(Work work, List<AdStep> steps, AdRef after, boolean hintWrong) {
    long base = after.height() == AdRef.UNKNOWN ? Work.Plan.UNKNOWN : after.height() - steps.size();
    return new Work.Plan(false, null, steps, base, truncation(work), hintWrong);
  }

  private Work.Plan switched(Work work, @Nullable AdRef ancestor, List<AdStep> steps) {
    if (ancestor == null) {
      return new Work.Plan(true, null, steps, 0, null, false);
    }
    long base = ancestor.height() == AdRef.UNKNOWN ? Work.Plan.UNKNOWN : ancestor.height();
    return new Work.Plan(true, ancestor.cid(), steps, base, truncation(work), false);
  }

  private @Nullable Cid truncation(Work work) {
    ProviderEntry local = state.providers.get(work.row.provider());
    return local == null ? null : local.truncatedAt();
  }

  /** Members that claim the advertisement or a later one, quick ones first by chance. */
  private List<PeerId> mirrors(WorkRow row) {
    List<SourceOrder.Mirror> mirrors = new ArrayList<>();
    AdRef target = row.target();
    for (Member member : state.members.values()) {
      SnapshotFacts facts = state.claims.get(member.id());
      AdRef claimed = facts == null ? null : facts.providers().get(row.provider());
      boolean has =
          claimed != null
              && (claimed.cid().equals(target.cid())
                  || (target.height() != AdRef.UNKNOWN && claimed.height() >= target.height()));
      if (has && member.phase().isTrusted()) {
        long latency = state.latencies.getOrDefault(member.id(), LATENCY_UNKNOWN);
        mirrors.add(new SourceOrder.Mirror(member.id(), latency));
      }
    }
    return SourceOrder.of(mirrors, state.random);
  }
}
