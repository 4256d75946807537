package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member with a valid key that says whatever its tricks are, each time another one. */
final class Liar implements Server {
  /** What it does (contract federation.md, section 3.8). */
  enum Trick {
    HONEST,
    ROLLBACK,
    EQUIVOCATE,
    SKEW,
    REGRESS,
    REPLACE,
    FOREIGN,
    INVENT,
    STALE_AD,
    FORGE,
    FORGE_REMOVAL,
    GIANT,
    WRONG_BODY,
    SYBIL,
    ENDLESS,
    FORK
  }

  private static final int SYBILS = 60;

  /** Heads in which a liar that forks shows the branch that it gives up later. */
  private static final int FORKED_FIRST = 3;

  final PeerId source;
  private final World world;
  private final PeerId id;
  private final List<Trick> tricks;
  private final VirtualInstance model;
  private final long thinkMillis;
  private final List<SnapshotFacts> told = new ArrayList<>();
  private final Map<Cid, SnapshotFacts> snapshots = new HashMap<>();
  private final Map<Cid, AdFacts> ads = new HashMap<>();
  private final AdFacts left;
  private final AdFacts right;
  private final AdFacts endless;
  private long vc;
  private boolean isGiant;
  private boolean isWrong;

  /**
   * @param model the honest instance whose map it takes to begin with
   * @param chainAdsMax what an endless chain is longer than
   */
  Liar(World world, String name, Set<Trick> tricks, VirtualInstance model, int chainAdsMax) {
    this.world = world;
    id = Blocks.key(name);
    source = Blocks.key("source of " + name);
    this.tricks = tricks.stream().sorted().toList();
    this.model = model;
    thinkMillis = world.random.nextInt(3) == 0 ? 1_500 : 0;
    AdFacts root = keep(Blocks.ad(source, null, "root of " + id, false));
    left = keep(Blocks.ad(source, root.cid(), "left of " + id, false));
    right = keep(Blocks.ad(source, root.cid(), "right of " + id, false));
    PeerId long1 = Blocks.key("endless of " + name);
    AdFacts last = keep(Blocks.ad(long1, null, "e of " + id, false));
    for (int i = 0; i <= chainAdsMax; i++) {
      last = keep(Blocks.ad(long1, last.cid(), "e of " + id + i, false));
    }
    endless = last;
    world.oracle.forks(source);
    world.publishers.put(source, id);
    world.publishers.put(long1, id);
    world.wire.attach(this);
  }

  private AdFacts keep(AdFacts ad) {
    ads.put(ad.cid(), ad);
    return ad;
  }

  @Override
  public @Nullable SignedSnapshot head(PeerId asker) {
    Trick trick = tricks.get(world.random.nextInt(tricks.size()));
    world.oracle.count("lie " + trick);
    isGiant = trick == Trick.GIANT;
    isWrong = trick == Trick.WRONG_BODY;
    if (trick == Trick.ROLLBACK && !told.isEmpty()) {
      return Blocks.sign(id, told.get(world.random.nextInt(told.size())));
    }
    SnapshotFacts newest = told.isEmpty() ? null : told.getLast();
    long now = world.time.now() / 1_000;
    long epoch = newest == null ? now : Math.max(now, newest.ref().epoch() + 1);
    Cid previous = newest == null ? null : newest.ref().cid();
    Map<PeerId, AdRef> map = claims(trick);
    SnapshotFacts facts =
        switch (trick) {
          case EQUIVOCATE -> Blocks.snapshot(Math.max(1, vc), epoch, previous, map);
          case SKEW -> Blocks.snapshot(++vc, now + 1_000_000, previous, map);
          case REGRESS -> Blocks.snapshot(++vc, now - 100_000, previous, map);
          case REPLACE -> Blocks.snapshot(1, epoch, null, map);
          default -> Blocks.snapshot(++vc, epoch, previous, map);
        };
    snapshots.put(facts.ref().cid(), facts);
    if (trick != Trick.SKEW && trick != Trick.REPLACE) {
      told.add(facts);
    }
    return Blocks.sign(id, facts);
  }

  private Map<PeerId, AdRef> claims(Trick trick) {
    Map<PeerId, AdRef> map = new HashMap<>(model.database.map());
    List<PeerId> known = new ArrayList<>(map.keySet());
    known.sort(null);
    PeerId victim = known.isEmpty() ? source : known.get(world.random.nextInt(known.size()));
    boolean forks = trick == Trick.FORK && world.random.nextBoolean();
    boolean begins = tricks.contains(Trick.FORK) && told.size() < FORKED_FIRST;
    map.put(source, new AdRef(forks || begins ? left.cid() : right.cid(), 2));
    switch (trick) {
      case FOREIGN -> map.put(victim, new AdRef(left.cid(), 99));
      case INVENT -> map.put(victim, AdRef.of(invented("x", victim).cid()));
      case FORGE -> map.put(victim, AdRef.of(keep(forged(victim)).cid()));
      case FORGE_REMOVAL -> {
        // Signed by the victim with another context, which the signature does not cover.
        AdRef last = map.get(victim);
        if (last != null && !victim.equals(source)) {
          AdFacts removal = Blocks.ad(victim, last.cid(), "c1 forged by " + id, true);
          map.put(victim, AdRef.of(keep(removal).cid()));
        }
      }
      case STALE_AD -> {
        for (AdFacts ad : model.database.ads.values()) {
          if (ad.provider().equals(victim) && ad.previous() == null) {
            map.put(victim, new AdRef(ad.cid(), 1_000));
          }
        }
      }
      case ENDLESS -> map.put(endless.provider(), AdRef.of(endless.cid()));
      case SYBIL -> {
        for (int i = 0; i < SYBILS; i++) {
          PeerId sybil = Blocks.key("sybil " + i);
          AdFacts ad = keep(Blocks.ad(sybil, null, "s of sybil", false));
          world.publishers.put(sybil, id);
          map.put(sybil, AdRef.of(ad.cid()));
        }
      }
      default -> {}
    }
    return map;
  }

  private AdFacts invented(String what, PeerId victim) {
    return Blocks.ad(victim, null, what + " by " + id + world.random.nextInt(5), false);
  }

  /** Of the victim by its own word, signed by the liar. */
  private AdFacts forged(PeerId victim) {
    AdFacts ad = invented("forged", victim);
    return new AdFacts(
        ad.cid(),
        victim,
        id,
        model.database.map().get(victim) == null ? null : ad.previous(),
        ad.context(),
        false,
        null);
  }

  @Override
  public @Nullable Body<SnapshotFacts> snapshot(PeerId asker, Cid cid) {
    SnapshotFacts facts = snapshots.get(cid);
    if (facts == null) {
      return null;
    }
    if (isWrong && told.size() > 1) {
      return new Body<>(cid, told.getFirst(), Blocks.bytesOf(facts));
    }
    return new Body<>(cid, facts, isGiant ? 1L << 30 : Blocks.bytesOf(facts));
  }

  @Override
  public @Nullable Body<AdFacts> ad(PeerId asker, Cid cid) {
    AdFacts ad = ads.get(cid);
    // For what it lacks it has something else: the hash tells.
    return ad == null ? new Body<>(cid, left, Blocks.AD_BYTES) : new Body<>(cid, ad, 580);
  }

  @Override
  public @Nullable Cid providerHead(PeerId provider) {
    return provider.equals(source) ? right.cid() : null;
  }

  /** It says that it saw an absurd clock, with a signature of its own. */
  @Override
  public @Nullable SignedSnapshot seenOf(PeerId asker) {
    return Blocks.sign(id, Blocks.snapshot(1L << 60, 1L << 60, null, Map.of()));
  }

  @Override
  public PeerId id() {
    return id;
  }

  @Override
  public boolean isUp() {
    return true;
  }

  @Override
  public long thinkMillis() {
    return thinkMillis;
  }

  @Override
  public void poked(PeerId by) {
    world.wire.tell(id, by, Blocks.HEAD_BYTES, server -> server.poked(id));
  }

  @Override
  public void proof(EquivocationProof proof) {}
}
