package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.node.Effect;
import io.heliograph.reconciliation.node.GroupNode;
import io.heliograph.reconciliation.node.Input;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An honest instance: the node as it is, above a database that survives it. Killed, it forgets
 * whatever is not in there; answers for a process that died reach nobody.
 */
final class VirtualInstance implements Server {
  final World world;
  final PeerId source;
  MemoryDatabase database;
  private final PeerId id;
  private final Shell shell;
  private @Nullable GroupNode node;
  private boolean wasStarted;
  private int incarnation;
  private long tickAt = Long.MAX_VALUE;
  private int published;

  VirtualInstance(World world, String name) {
    this(world, name, "source of " + name);
  }

  VirtualInstance(World world, String name, String sourceName) {
    this.world = world;
    id = Blocks.key(name);
    source = Blocks.key(sourceName);
    database = new MemoryDatabase(id, world.oracle);
    shell = new Shell(this);
    world.publishers.put(source, id);
    world.oracle.isHonest(id);
    world.wire.attach(this);
  }

  void start() {
    if (node != null) {
      return;
    }
    node =
        new GroupNode(
            world.settings.apply(id),
            database.durable(),
            world.listedBy(id),
            !wasStarted,
            new Random(world.random.nextLong()),
            world.time.now());
    wasStarted = true;
    tickAt = Long.MAX_VALUE;
    take(new Input.Tick());
  }

  void kill() {
    if (node != null) {
      world.oracle.count("killed");
      node = null;
      incarnation++;
      shell.forget();
    }
  }

  /** The process dies here and comes again after a while. */
  void killAndRestart() {
    kill();
    world.time.after(100 + world.random.nextInt(20_000), this::start);
  }

  /** The database is as it was then; the process begins anew. */
  void restore(MemoryDatabase backup) {
    kill();
    database = backup;
    start();
  }

  int incarnation() {
    return incarnation;
  }

  @Nullable GroupNode node() {
    return node;
  }

  /** Hands an answer to the process that asked, if it lives. */
  void answer(int asked, Input input) {
    if (asked == incarnation) {
      take(input);
    }
  }

  /** Something happened; nothing comes of it while no process runs. */
  void take(Input input) {
    GroupNode running = node;
    if (running == null) {
      return;
    }
    int asked = incarnation;
    for (Effect effect : running.handle(input, world.time.now())) {
      world.time.after(
          world.random.nextInt(3),
          () -> {
            if (asked == incarnation) {
              shell.run(effect);
            }
          });
    }
    planTick(running);
  }

  private void planTick(GroupNode running) {
    long wake = Math.max(running.wakeMillis(), world.time.now() + 1);
    if (wake < tickAt && wake < Long.MAX_VALUE) {
      tickAt = wake;
      int asked = incarnation;
      world.time.at(
          wake,
          () -> {
            if (asked == incarnation && tickAt == wake) {
              tickAt = Long.MAX_VALUE;
              take(new Input.Tick());
            }
          });
    }
  }

  /** Its source has something new; a process that dies in between finds it in the database. */
  boolean publish() {
    boolean removal = published > 0 && world.random.nextInt(5) == 0;
    String content = "c" + world.random.nextInt(20) + " of " + source + " " + published++;
    return publish(content, removal);
  }

  /** Publishes that; the content begins with its context. */
  boolean publish(String content, boolean removal) {
    GroupNode running = node;
    if (running == null || !running.mayPublish(source)) {
      return false;
    }
    ProviderEntry before = database.providers.get(source);
    AdFacts ad = Blocks.ad(source, before == null ? null : before.last(), content, removal);
    ProviderEntry after = database.publish(ad);
    world.oracle.count("published");
    if (world.chaos.kills("publish")) {
      killAndRestart();
    } else {
      take(new Input.LocalAdPublished(source, after));
    }
    return true;
  }

  @Override
  public PeerId id() {
    return id;
  }

  @Override
  public boolean isUp() {
    return node != null;
  }

  @Override
  public @Nullable SignedSnapshot head(PeerId asker) {
    return serves(asker) ? database.head : null;
  }

  @Override
  public @Nullable Body<SnapshotFacts> snapshot(PeerId asker, Cid cid) {
    SnapshotFacts facts = serves(asker) ? database.snapshots.get(cid) : null;
    return facts == null ? null : new Body<>(cid, facts, Blocks.bytesOf(facts));
  }

  @Override
  public @Nullable Body<AdFacts> ad(PeerId asker, Cid cid) {
    AdFacts ad = serves(asker) ? database.ads.get(cid) : null;
    return ad == null ? null : new Body<>(cid, ad, Blocks.AD_BYTES);
  }

  @Override
  public @Nullable Cid providerHead(PeerId provider) {
    ProviderEntry entry = database.providers.get(provider);
    return entry == null ? null : entry.last();
  }

  @Override
  public @Nullable SignedSnapshot seenOf(PeerId asker) {
    MemberRow row = database.members.get(asker);
    return row == null ? null : row.seen();
  }

  @Override
  public void poked(PeerId by) {
    take(new Input.Poked(by));
  }

  @Override
  public void proof(EquivocationProof proof) {
    take(new Input.ProofArrived(proof));
  }

  private boolean serves(PeerId asker) {
    GroupNode running = node;
    return running != null && running.mayServe(asker);
  }
}
