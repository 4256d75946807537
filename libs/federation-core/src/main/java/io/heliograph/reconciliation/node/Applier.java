package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.provider.AdStep;
import io.heliograph.reconciliation.provider.ProviderEntry;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Carries a plan out, one advertisement and one transaction at a time, oldest first (invariants I1
 * and I2); before that it undoes the other branch of a fork, newest first. After a crash the entry
 * says how far it came, and the claim's row leads on from there.
 */
final class Applier {
  private final NodeState state;
  private final Works works;
  private Consumer<PeerId> onChange = provider -> {};

  Applier(NodeState state, Works works) {
    this.state = state;
    this.works = works;
  }

  /** Whom to tell of a provider whose entry changed. */
  void onChange(Consumer<PeerId> listener) {
    onChange = listener;
  }

  void begin(Work work, Work.Plan plan) {
    work.walk = null;
    work.plan = plan;
    work.applied = 0;
    PeerId provider = work.row.provider();
    if (state.tombstones.containsKey(provider)) {
      state.commit(
          List.of(new Write.DropTombstone(provider)),
          done -> {
            if (done) {
              state.tombstones.remove(provider);
              next(work, plan);
            } else {
              retry(work);
            }
          });
    } else {
      next(work, plan);
    }
  }

  private void next(Work work, Work.Plan plan) {
    PeerId provider = work.row.provider();
    ProviderEntry entry = state.providers.get(provider);
    if (plan.undoes()
        && work.applied == 0
        && entry != null
        && !entry.last().equals(plan.ancestor())) {
      state.emit(new Effect.UndoAd(provider, entry.last()));
    } else if (work.applied < plan.oldestFirst().size()) {
      state.emit(
          new Effect.ApplyAd(
              provider,
              plan.oldestFirst().get(work.applied),
              plan.heightAt(work.applied),
              plan.truncatedAt()));
    } else {
      if (plan.hintWrong()) {
        works.hintWrong(work.row.member());
      }
      onChange.accept(provider);
      if (plan.isWhole()) {
        works.drop(work);
      } else {
        work.restart();
        works.pause(work, state.settings.bounds().retryMillis());
      }
    }
  }

  void undone(Input.AdUndone input) {
    Work work = works.running(input.provider());
    Work.Plan plan = work == null ? null : work.plan;
    ProviderEntry entry = state.providers.get(input.provider());
    if (work == null
        || plan == null
        || entry == null
        || work.applied > 0
        || !entry.last().equals(input.cid())) {
      return;
    }
    if (!input.done()) {
      retry(work);
      return;
    }
    ProviderEntry after = input.entry();
    if (after == null) {
      state.providers.remove(input.provider());
    } else {
      state.providers.put(input.provider(), after);
    }
    onChange.accept(input.provider());
    next(work, plan);
  }

  void applied(Input.AdApplied input) {
    Work work = works.running(input.provider());
    Work.Plan plan = work == null ? null : work.plan;
    if (work == null || plan == null || work.applied >= plan.oldestFirst().size()) {
      return;
    }
    AdStep step = plan.oldestFirst().get(work.applied);
    if (!step.cid().equals(input.cid())) {
      return;
    }
    if (!input.done()) {
      retry(work);
      return;
    }
    state.providers.put(
        input.provider(),
        new ProviderEntry(step.cid(), plan.heightAt(work.applied), plan.truncatedAt()));
    work.applied++;
    next(work, plan);
  }

  private void retry(Work work) {
    // What was applied so far stays; the walk from the claim ends there.
    Work.Plan plan = Objects.requireNonNull(work.plan);
    if (work.applied > 0 || plan.undoes()) {
      onChange.accept(work.row.provider());
    }
    work.restart();
    works.pause(work, state.settings.bounds().retryMillis());
  }
}
