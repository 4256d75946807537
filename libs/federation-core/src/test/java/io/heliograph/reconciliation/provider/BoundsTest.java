package io.heliograph.reconciliation.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quotas, mirrors and drift. */
class BoundsTest {
  @Test
  void shouldAdmitNoMoreThanTheQuotaInEachWindow() {
    Admission admission = new Admission(3, 1_000);
    int taken = 0;
    for (long now = 0; now < 2_500; now += 10) {
      taken += admission.take(now) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(9);
    assertThat(admission.opensMillis()).isEqualTo(3_000);
  }

  @Test
  void shouldAskQuickMirrorsFirstMoreOftenButNotAlways() {
    Random random = new Random(1);
    List<SourceOrder.Mirror> mirrors =
        List.of(new SourceOrder.Mirror(key(1), 300), new SourceOrder.Mirror(key(2), 100));
    int quick = 0;
    for (int i = 0; i < 1_000; i++) {
      List<PeerId> order = SourceOrder.of(mirrors, random);
      assertThat(order).containsExactlyInAnyOrder(key(1), key(2));
      quick += order.getFirst().equals(key(2)) ? 1 : 0;
    }

    assertThat(quick).isBetween(700, 800);
  }

  /** A forged withdrawal must not even keep entries out that it claims to withdraw. */
  @Test
  void shouldTakeWhatAnUnconfirmedWithdrawalWouldSkip() {
    List<AdStep> plan =
        List.of(
            new AdStep(ref(1, 0).cid(), AdStep.Mode.TAKE),
            new AdStep(ref(2, 0).cid(), AdStep.Mode.SKIP),
            new AdStep(ref(3, 0).cid(), AdStep.Mode.WITHDRAW),
            new AdStep(ref(4, 0).cid(), AdStep.Mode.TAKE));

    assertThat(AdStep.beforeWithdrawal(plan))
        .containsExactly(
            new AdStep(ref(1, 0).cid(), AdStep.Mode.TAKE),
            new AdStep(ref(2, 0).cid(), AdStep.Mode.TAKE));
    assertThat(AdStep.beforeWithdrawal(plan.subList(2, 4))).isEmpty();
  }

  @Test
  void shouldMeasureDriftInEachDirection() {
    Map<PeerId, AdRef> here = Map.of(key(1), ref(1, 5), key(2), ref(2, 3), key(3), ref(3, 1));
    Map<PeerId, AdRef> there = Map.of(key(1), ref(1, 5), key(2), ref(9, 7), key(4), ref(4, 2));

    assertThat(Drift.between(here, there)).isEqualTo(new Drift(1, 1, 1, 6));
    assertThat(Drift.between(here, here)).isEqualTo(new Drift(0, 0, 0, 0));
  }

  @Test
  void shouldTellOnceWhenDriftIsLargeOrGrows() {
    DriftWatch watch = new DriftWatch();

    assertThat(watch.observe(50, 1_000)).isFalse();
    assertThat(watch.observe(51, 1_000)).isTrue();
    assertThat(watch.observe(60, 1_000)).isFalse();
    assertThat(watch.observe(10, 1_000)).isFalse();
    assertThat(watch.observe(11, 1_000)).isFalse();
    assertThat(watch.observe(12, 1_000)).isFalse();
    assertThat(watch.observe(13, 1_000)).isTrue();
    assertThat(new DriftWatch().observe(3, 4)).isFalse();
  }

  private static AdRef ref(int content, long height) {
    return new AdRef(Cid.of(Codec.RAW, new byte[] {(byte) content}), height);
  }

  private static PeerId key(int number) {
    byte[] protobuf = new byte[36];
    System.arraycopy(new byte[] {8, 1, 18, 32, (byte) number}, 0, protobuf, 0, 5);
    return PeerId.ofKey(protobuf);
  }
}
