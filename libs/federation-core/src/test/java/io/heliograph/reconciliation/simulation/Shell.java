package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.ProcessedAd;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.node.Effect;
import io.heliograph.reconciliation.node.Input;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does what the node of one instance wants done, and may die before and after each step. */
final class Shell {
  /** What a real shell stops reading at (contract federation.md, section 3.8). */
  private static final long SNAPSHOT_BYTES_MAX = 32L << 20;

  private final VirtualInstance instance;
  private final World world;
  private final AdSearch search;
  private @Nullable SnapshotFacts formed;
  private @Nullable SnapshotFacts staged;
  private final Map<PeerId, Cid> etags = new HashMap<>();

  Shell(VirtualInstance instance) {
    this.instance = instance;
    world = instance.world;
    search = new AdSearch(instance);
  }

  void forget() {
    formed = null;
    staged = null;
    etags.clear();
  }

  void run(Effect effect) {
    String name = effect.getClass().getSimpleName();
    if (world.chaos.kills("before " + name)) {
      instance.killAndRestart();
      return;
    }
    Input answer = now(effect);
    if (world.chaos.kills("after " + name)) {
      instance.killAndRestart();
      return;
    }
    if (answer != null) {
      int asked = instance.incarnation();
      world.time.after(world.random.nextInt(3), () -> instance.answer(asked, answer));
    }
  }

  /** Does it; the answer to what needs no network. */
  private @Nullable Input now(Effect effect) {
    MemoryDatabase database = instance.database;
    return switch (effect) {
      case Effect.FetchHead(PeerId member, boolean conditional) -> {
        fetchHead(member, conditional);
        yield null;
      }
      case Effect.FetchSnapshot(PeerId member, Cid cid) -> {
        fetchSnapshot(member, cid);
        yield null;
      }
      case Effect.LookUpAds(PeerId member, var cids) -> {
        Map<Cid, ProcessedAd> known = new HashMap<>();
        for (Cid cid : cids) {
          ProcessedAd ad = database.processed.get(cid);
          if (ad != null) {
            known.put(cid, ad);
          }
        }
        yield new Input.AdsLookedUp(member, known);
      }
      case Effect.FindAd find -> {
        search.find(find);
        yield null;
      }
      case Effect.FetchProviderHead fetch -> {
        fetchProviderHead(fetch);
        yield null;
      }
      case Effect.Commit(long id, var writes) -> {
        boolean done = !world.chaos.fails();
        if (done) {
          database.commit(writes);
        }
        yield new Input.Committed(id, done);
      }
      case Effect.ApplyAd apply -> {
        boolean done = !world.chaos.fails();
        if (done) {
          database.apply(apply);
        }
        yield new Input.AdApplied(apply.provider(), apply.step().cid(), done);
      }
      case Effect.UndoAd(PeerId provider, Cid cid) -> {
        boolean done = !world.chaos.fails();
        var entry = done ? database.undo(provider, cid) : database.providers.get(provider);
        yield new Input.AdUndone(provider, cid, done, entry);
      }
      case Effect.AskSelf(PeerId member) -> {
        askSelf(member);
        yield null;
      }
      case Effect.LockSelf ignored ->
          new Input.SelfLocked(database.self, database.map(), database.isChanged());
      case Effect.SignSnapshot sign -> {
        formed =
            Blocks.snapshot(
                sign.next().vc(), sign.next().epoch(), database.self.head(), sign.providers());
        yield new Input.SnapshotSigned(Blocks.sign(instance.id(), formed));
      }
      case Effect.StoreSnapshot(SignedSnapshot signed, SnapshotFacts facts) -> {
        staged = facts;
        yield new Input.SnapshotStored();
      }
      case Effect.CommitSnapshot(SignedSnapshot signed) -> {
        if (world.chaos.fails()) {
          staged = null;
          yield new Input.SnapshotFailed();
        }
        database.commitSnapshot(signed, Objects.requireNonNull(staged));
        yield new Input.SnapshotCommitted();
      }
      case Effect.AbandonSnapshot ignored -> null;
      case Effect.Poke(var members, var head) -> {
        members.forEach(
            member ->
                world.wire.tell(
                    instance.id(),
                    member,
                    Blocks.HEAD_BYTES,
                    server -> server.poked(instance.id())));
        yield null;
      }
      case Effect.ShareProof(var proof, var members) -> {
        members.forEach(
            member ->
                world.wire.tell(
                    instance.id(), member, 2 * Blocks.HEAD_BYTES, server -> server.proof(proof)));
        yield null;
      }
      case Effect.Raise(var alert) -> {
        world.oracle.alerted(alert);
        yield null;
      }
    };
  }

  private void fetchHead(PeerId member, boolean conditional) {
    int asked = instance.incarnation();
    Cid known = conditional ? etags.get(member) : null;
    world.wire.<SignedSnapshot>ask(
        instance.id(),
        member,
        server -> server.head(instance.id()),
        head -> head.ref().cid().equals(known) ? 0 : Blocks.HEAD_BYTES,
        reply -> {
          SignedSnapshot head = reply.content();
          Input.HeadAnswer answer;
          if (!reply.isAnswered()) {
            answer = new Input.HeadAnswer.Failed();
          } else if (head == null) {
            answer = new Input.HeadAnswer.NoSnapshot();
          } else if (head.ref().cid().equals(known)) {
            answer = new Input.HeadAnswer.Unchanged();
          } else {
            etags.put(member, head.ref().cid());
            answer = new Input.HeadAnswer.Offered(head.head());
          }
          instance.answer(asked, new Input.HeadAnswered(member, answer));
        });
  }

  private void fetchSnapshot(PeerId member, Cid cid) {
    int asked = instance.incarnation();
    world.wire.<Server.Body<SnapshotFacts>>ask(
        instance.id(),
        member,
        server -> server.snapshot(instance.id(), cid),
        body -> Math.min(body.bytes(), SNAPSHOT_BYTES_MAX),
        reply -> {
          Server.Body<SnapshotFacts> body = reply.content();
          Input.SnapshotAnswer answer;
          if (!reply.isAnswered()) {
            answer = new Input.SnapshotAnswer.Failed();
          } else if (body == null) {
            answer = new Input.SnapshotAnswer.Gone();
          } else if (body.bytes() > SNAPSHOT_BYTES_MAX) {
            answer = new Input.SnapshotAnswer.Refused("TOO_LARGE");
          } else if (!body.content().ref().cid().equals(cid)) {
            answer = new Input.SnapshotAnswer.Refused("CID_MISMATCH");
          } else {
            answer = new Input.SnapshotAnswer.Found(body.content());
          }
          instance.answer(asked, new Input.SnapshotAnswered(member, cid, answer));
        });
  }

  /** The publisher first, then the mirrors, which keep the newest head that they saw. */
  private void fetchProviderHead(Effect.FetchProviderHead effect) {
    List<PeerId> sources = new ArrayList<>(effect.mirrors());
    PeerId publisher = world.publishers.get(effect.provider());
    if (publisher != null) {
      sources.remove(publisher);
      sources.addFirst(publisher);
    }
    sources.remove(instance.id());
    nextHead(instance.incarnation(), effect.provider(), sources, publisher);
  }

  private void nextHead(int asked, PeerId provider, List<PeerId> left, @Nullable PeerId publisher) {
    if (left.isEmpty()) {
      instance.answer(asked, new Input.ProviderHeadAnswered(provider, null, false));
      return;
    }
    PeerId source = left.removeFirst();
    world.wire.<Cid>ask(
        instance.id(),
        source,
        server -> server.providerHead(provider),
        head -> Blocks.HEAD_BYTES,
        reply -> {
          Cid head = reply.content();
          if (head == null) {
            nextHead(asked, provider, left, publisher);
          } else {
            instance.answer(
                asked, new Input.ProviderHeadAnswered(provider, head, source.equals(publisher)));
          }
        });
  }

  private void askSelf(PeerId member) {
    int asked = instance.incarnation();
    world.wire.<SignedSnapshot>ask(
        instance.id(),
        member,
        server -> server.seenOf(instance.id()),
        seen -> Blocks.HEAD_BYTES,
        reply ->
            instance.answer(
                asked, new Input.SelfSeen(member, reply.isAnswered(), reply.content())));
  }
}
