package io.heliograph.reconciliation.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.Delegation;
import io.heliograph.reconciliation.snapshot.Group;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may publish for a provider. */
class GroupPolicyTest {
  private static final PeerId PROVIDER = key(1);
  private static final PeerId MEMBER = key(2);

  @Test
  void shouldAdmitOnlyWhatADelegationCovers() {
    long now = 1_000_000;
    GroupPolicy policy =
        new GroupPolicy(
            Group.DEFAULT, true, Map.of(MEMBER, Set.of("feed")), Map.of(), Set.of(), Set.of());
    Delegation good = new Delegation(MEMBER, PROVIDER, "feed", "default", 1_000);

    assertThat(policy.admits(PROVIDER, delegated(good), now)).isTrue();
    assertThat(policy.admits(PROVIDER, delegated(null), now)).isFalse();
    assertThat(policy.admits(PROVIDER, delegated(good), now + 2_000)).isFalse();
    assertThat(policy.admits(key(3), delegated(good), now)).isFalse();
    for (Delegation bad :
        List.of(
            new Delegation(key(3), PROVIDER, "feed", "default", 1_000),
            new Delegation(MEMBER, key(3), "feed", "default", 1_000),
            new Delegation(MEMBER, PROVIDER, "other", "default", 1_000),
            new Delegation(MEMBER, PROVIDER, "feed", "red", 1_000))) {
      assertThat(policy.admits(PROVIDER, delegated(bad), now)).as("%s", bad).isFalse();
    }
  }

  private static AdFacts delegated(@Nullable Delegation delegation) {
    Cid cid = Cid.of(Codec.RAW, new byte[] {1});
    return new AdFacts(cid, PROVIDER, PROVIDER, null, "aa", false, delegation);
  }

  @Test
  void shouldLetInWhatIsAllowedAndSignedForIt() {
    GroupPolicy open =
        new GroupPolicy(Group.DEFAULT, false, Map.of(), Map.of(), Set.of(), Set.of(MEMBER));
    assertThat(open.lets(PROVIDER)).isTrue();
    assertThat(open.lets(MEMBER)).isFalse();
    GroupPolicy closed =
        new GroupPolicy(
            Group.DEFAULT,
            false,
            Map.of(),
            Map.of(PROVIDER, Set.of(MEMBER)),
            Set.of(PROVIDER),
            Set.of());
    assertThat(closed.lets(key(3))).isFalse();
    for (PeerId signer : List.of(PROVIDER, MEMBER, key(3))) {
      AdFacts ad = delegated(null);
      AdFacts signed = new AdFacts(ad.cid(), PROVIDER, signer, null, "aa", false, null);
      assertThat(closed.admits(PROVIDER, signed, 0))
          .as("signed by %s", signer)
          .isEqualTo(!signer.equals(key(3)));
    }
  }

  private static PeerId key(int number) {
    byte[] protobuf = new byte[36];
    System.arraycopy(new byte[] {8, 1, 18, 32, (byte) number}, 0, protobuf, 0, 5);
    return PeerId.ofKey(protobuf);
  }
}
