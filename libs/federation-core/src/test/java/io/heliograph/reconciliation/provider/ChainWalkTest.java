package io.heliograph.reconciliation.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The walk along chains that are made at random, and each bound of it. */
class ChainWalkTest {
  private static final PeerId PROVIDER = key(1);
  private static final AdPolicy OPEN = (provider, ad, now) -> ad.provider().equals(provider);
  private static final WalkLimits SMALL = new WalkLimits(7, 100, 3, 0);

  private final WalkDriver driver = new WalkDriver();

  /** On one chain the higher one wins, whoever says it, without gaps. */
  @Test
  void shouldNeverGoBackWhenThereIsOneChain() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      WalkDriver one = new WalkDriver();
      List<AdFacts> chain = chain(one, "s" + seed, null, 1 + random.nextInt(40));
      int local = random.nextInt(chain.size());
      int remote = random.nextInt(chain.size());
      one.process(chain.get(local).cid());

      ProviderDecision decision =
          one.run(
              target(chain.get(remote), random.nextInt(50)),
              new ProviderEntry(chain.get(local).cid(), local + 1L, null),
              null,
              SMALL,
              OPEN);

      if (remote == local) {
        assertThat(decision).as("seed %d", seed).isEqualTo(new ProviderDecision.InSync());
      } else if (remote < local) {
        assertThat(decision).as("seed %d", seed).isInstanceOf(ProviderDecision.KeepLocal.class);
      } else {
        assertThat(decision).isInstanceOf(ProviderDecision.Advance.class);
        ProviderDecision.Advance advance = (ProviderDecision.Advance) decision;
        assertThat(advance.oldestFirst())
            .as("seed %d", seed)
            .extracting(AdStep::cid)
            .isEqualTo(chain.subList(local + 1, remote + 1).stream().map(AdFacts::cid).toList());
        assertThat(advance.after().height()).isEqualTo(remote + 1L);
      }
    }
  }

  /** Whichever branch is known first, both sides end on the branch of the provider's head. */
  @Test
  void shouldEndOnTheChainOfTheHeadWhateverIsLocal() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      WalkDriver one = new WalkDriver();
      List<AdFacts> trunk = chain(one, "t" + seed, null, random.nextInt(10));
      AdFacts fork = trunk.isEmpty() ? null : trunk.getLast();
      List<AdFacts> left = chain(one, "l" + seed, fork, 1 + random.nextInt(20));
      List<AdFacts> right = chain(one, "r" + seed, fork, 1 + random.nextInt(20));
      AdFacts local = left.get(random.nextInt(left.size()));
      AdFacts remote = right.get(random.nextInt(right.size()));
      one.process(local.cid());
      boolean toRight = random.nextBoolean();
      one.head = (toRight ? right : left).getLast().cid();
      long height = one.processed.get(local.cid()).height();

      ProviderDecision decision =
          one.run(
              target(remote, 0), new ProviderEntry(local.cid(), height, null), null, SMALL, OPEN);

      if (toRight) {
        AdRef ancestor = fork == null ? null : new AdRef(fork.cid(), trunk.size());
        List<AdFacts> wanted = right.subList(0, right.indexOf(remote) + 1);
        assertThat(decision).isInstanceOf(ProviderDecision.SwitchChain.class);
        ProviderDecision.SwitchChain change = (ProviderDecision.SwitchChain) decision;
        assertThat(change.ancestor()).as("seed %d", seed).isEqualTo(ancestor);
        assertThat(change.oldestFirst())
            .as("seed %d", seed)
            .extracting(AdStep::cid)
            .isEqualTo(wanted.stream().map(AdFacts::cid).toList());
      } else {
        assertThat(decision).as("seed %d", seed).isInstanceOf(ProviderDecision.KeepLocal.class);
      }
      assertThat(decision.alert()).isEqualTo(AlertKind.PROVIDER_FORK);
    }
  }

  @Test
  void shouldFollowTheHeadWhenNeitherIsOnItsChain() {
    List<AdFacts> trunk = chain(driver, "t", null, 2);
    AdFacts left = chain(driver, "l", trunk.getLast(), 1).getFirst();
    AdFacts right = chain(driver, "r", trunk.getLast(), 1).getFirst();
    List<AdFacts> third = chain(driver, "h", trunk.getLast(), 3);
    driver.process(left.cid());
    driver.head = third.getLast().cid();

    ProviderDecision decision =
        driver.run(target(right, 0), new ProviderEntry(left.cid(), 3, null), null, SMALL, OPEN);

    assertThat(decision).isInstanceOf(ProviderDecision.SwitchChain.class);
    assertThat(((ProviderDecision.SwitchChain) decision).oldestFirst()).hasSize(3);
  }

  /** An old head of a mirror is behind what is applied: it decides nothing. */
  @Test
  void shouldStayWhenTheHeadIsBehind() {
    List<AdFacts> trunk = chain(driver, "t", null, 2);
    AdFacts left = chain(driver, "l", trunk.getLast(), 1).getFirst();
    AdFacts right = chain(driver, "r", trunk.getLast(), 1).getFirst();
    driver.process(left.cid());
    driver.head = trunk.getFirst().cid();
    driver.headFromPublisher = false;

    ProviderDecision decision =
        driver.run(target(right, 0), new ProviderEntry(left.cid(), 3, null), null, SMALL, OPEN);

    assertThat(decision)
        .isEqualTo(new ProviderDecision.UnresolvedKeepLocal(AlertKind.PROVIDER_FORK));
  }

  @Test
  void shouldTakeATruncatedChainOverALocalOneOnlyWhenThePublisherSaysSo() {
    List<AdFacts> chain = chain(driver, "t", null, 10);
    driver.process(chain.get(1).cid());
    driver.available.keySet().retainAll(chain.subList(5, 10).stream().map(AdFacts::cid).toList());
    driver.head = chain.getLast().cid();
    ProviderEntry local = new ProviderEntry(chain.get(1).cid(), 2, null);
    WalkTarget target = target(chain.getLast(), 0);

    ProviderDecision said = driver.run(target, local, null, SMALL, OPEN);
    driver.headFromPublisher = false;
    ProviderDecision repeated = driver.run(target, local, null, SMALL, OPEN);

    assertThat(said).isInstanceOf(ProviderDecision.Partial.class);
    assertThat(((ProviderDecision.Partial) said).truncatedAt()).isEqualTo(chain.get(4).cid());
    assertThat(repeated).isInstanceOf(ProviderDecision.UnresolvedKeepLocal.class);
  }

  @Test
  void shouldComeBackOnlyWithADescendantWhenItWasRemoved() {
    List<AdFacts> chain = chain(driver, "t", null, 6);
    List<AdFacts> other = chain(driver, "o", chain.get(1), 3);
    driver.process(chain.get(3).cid());
    Tombstone tombstone = new Tombstone(PROVIDER, chain.get(3).cid(), Long.MAX_VALUE);

    assertThat(driver.run(target(chain.get(5), 0), null, tombstone, SMALL, OPEN))
        .isInstanceOf(ProviderDecision.Advance.class);
    for (AdFacts stale : List.of(chain.get(3), chain.get(0), other.getLast())) {
      assertThat(driver.run(target(stale, 0), null, tombstone, SMALL, OPEN))
          .isEqualTo(new ProviderDecision.StaysRemoved());
    }
  }

  @Test
  void shouldRestAndGoOnWithoutFetchingTwice() {
    List<AdFacts> chain = chain(driver, "t", null, 30);

    ProviderDecision decision = driver.run(target(chain.getLast(), 0), null, null, SMALL, OPEN);

    assertThat(decision).isInstanceOf(ProviderDecision.FetchFullChain.class);
    assertThat(((ProviderDecision.FetchFullChain) decision).oldestFirst()).hasSize(30);
    assertThat(driver.rests).isEqualTo(4);
    // The claimed one is looked up again after each rest: it may be applied by then.
    assertThat(driver.fetched.stream().distinct()).hasSize(30);
    assertThat(driver.fetched).hasSize(30 + driver.rests);
  }

  @Test
  void shouldNotTakeGrowthForAForkWhenTheLocalChainGrewDuringARest() {
    List<AdFacts> chain = chain(driver, "t", null, 30);
    driver.process(chain.get(19).cid());
    ProviderEntry local = new ProviderEntry(chain.get(19).cid(), 20, null);
    List<AdStep> fetched = new ArrayList<>();
    for (int i = 29; i >= 10; i--) {
      fetched.add(new AdStep(chain.get(i).cid(), AdStep.Mode.TAKE));
    }
    ChainWalk walk =
        new ChainWalk(target(chain.getLast(), 0), local, null, SMALL, OPEN)
            .resumed(new WalkProgress(fetched, chain.get(9).cid()));

    walk.found(chain.getLast(), 0);

    assertThat(walk.need()).isInstanceOf(WalkNeed.Done.class);
    ProviderDecision decision = ((WalkNeed.Done) walk.need()).decision();
    assertThat(((ProviderDecision.Advance) decision).oldestFirst()).hasSize(10);
  }

  @Test
  void shouldRefuseAChainThatIsTooLongOrMeetsItself() {
    List<AdFacts> chain = chain(driver, "t", null, 150);
    assertThat(driver.run(target(chain.getLast(), 0), null, null, SMALL, OPEN))
        .isEqualTo(new ProviderDecision.RejectEntry(AlertKind.CHAIN_TOO_LONG));
    assertThat(driver.fetched.size()).isLessThan(120);

    AdFacts first = chain.get(20);
    AdFacts second = chain.get(21);
    driver.available.put(
        first.cid(), new AdFacts(first.cid(), PROVIDER, PROVIDER, second.cid(), "00", false, null));
    assertThat(driver.run(target(second, 0), null, null, SMALL, OPEN))
        .isEqualTo(new ProviderDecision.RejectEntry(AlertKind.CHAIN_LOOP));
  }

  @Test
  void shouldSkipEntriesThatANewerAdvertisementWithdraws() {
    AdFacts kept = put(driver, ad("k", null, "aa", false));
    AdFacts gone = put(driver, ad("g", kept.cid(), "bb", false));
    AdFacts removal = put(driver, ad("r", gone.cid(), "bb", true));
    AdFacts again = put(driver, ad("b", removal.cid(), "bb", false));

    ProviderDecision decision = driver.run(target(again, 0), null, null, SMALL, OPEN);

    assertThat(((ProviderDecision.FetchFullChain) decision).oldestFirst())
        .containsExactly(
            new AdStep(kept.cid(), AdStep.Mode.TAKE),
            new AdStep(gone.cid(), AdStep.Mode.SKIP),
            new AdStep(removal.cid(), AdStep.Mode.WITHDRAW),
            new AdStep(again.cid(), AdStep.Mode.TAKE));
  }

  /** The signature does not cover the context: a forged removal is no descendant of the head. */
  @Test
  void shouldWithdrawOnlyWhatTheHeadLeadsTo() {
    List<AdFacts> chain = chain(driver, "t", null, 3);
    AdFacts removal = put(driver, ad("r", chain.getLast().cid(), "aa", true));
    AdFacts forged = put(driver, ad("f", chain.getLast().cid(), "bb", true));
    AdFacts newest = put(driver, ad("n", removal.cid(), "cc", false));
    driver.process(chain.getLast().cid());
    ProviderEntry local = new ProviderEntry(chain.getLast().cid(), 3, null);

    assertThat(driver.run(target(removal, 0), local, null, SMALL, OPEN).isConfirmed()).isFalse();
    driver.head = chain.getLast().cid();
    assertThat(driver.run(target(removal, 0), local, null, SMALL, OPEN).isConfirmed()).isFalse();
    driver.head = newest.cid();
    ProviderDecision good = driver.run(target(removal, 0), local, null, SMALL, OPEN);
    assertThat(good).isInstanceOf(ProviderDecision.Advance.class);
    assertThat(good.isConfirmed()).isTrue();
    assertThat(driver.run(target(forged, 0), local, null, SMALL, OPEN))
        .isEqualTo(new ProviderDecision.KeepLocal(false, AlertKind.PROVIDER_FORK));
  }

  private static WalkTarget target(AdFacts ad, long height) {
    return new WalkTarget(PROVIDER, new AdRef(ad.cid(), height));
  }

  private static List<AdFacts> chain(
      WalkDriver driver, String name, @Nullable AdFacts below, int length) {
    List<AdFacts> chain = new ArrayList<>();
    AdFacts last = below;
    for (int i = 0; i < length; i++) {
      last = put(driver, ad(name + i, last == null ? null : last.cid(), "0" + i % 10, false));
      chain.add(last);
    }
    return chain;
  }

  private static AdFacts put(WalkDriver driver, AdFacts ad) {
    driver.available.put(ad.cid(), ad);
    return ad;
  }

  private static AdFacts ad(String name, @Nullable Cid previous, String context, boolean removal) {
    byte[] body = (name + previous).getBytes(StandardCharsets.UTF_8);
    return new AdFacts(
        Cid.of(Codec.DAG_JSON, body), PROVIDER, PROVIDER, previous, context, removal, null);
  }

  private static PeerId key(int number) {
    byte[] protobuf = new byte[36];
    System.arraycopy(new byte[] {8, 1, 18, 32, (byte) number}, 0, protobuf, 0, 5);
    return PeerId.ofKey(protobuf);
  }
}
