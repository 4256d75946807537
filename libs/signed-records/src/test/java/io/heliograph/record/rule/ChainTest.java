package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand versions, handed over every tenth time. */
class ChainTest {
  private static final int VERSIONS = 1000;

  private final CountingVerifier verifier = new CountingVerifier();
  private final RecordRules rules =
      new RecordRules(Profile.FEDERATION, RulePolicy.DEFAULT, verifier);

  @Test
  void shouldTakeEachVersionOnceWhenAChainIsLong() {
    List<SignedRecord> chain = chain();
    verifier.taken();
    StoredRecord stored = null;
    for (SignedRecord version : chain) {
      Operation operation = stored == null ? Operation.PUT : Operation.POST;
      Decision decision = rules.decide(operation, null, version, stored);
      assertThat(decision).isInstanceOf(Decision.Accepted.class);
      stored = ((Decision.Accepted) decision).next();
    }
    assertThat(verifier.taken()).isEqualTo(VERSIONS);

    for (SignedRecord version : chain.subList(0, VERSIONS - 1)) {
      assertThat(rules.decide(Operation.POST, null, version, stored).code())
          .isEqualTo(ResultCode.VERSION_MISMATCH);
    }
    assertThat(rules.decide(Operation.POST, null, chain.getLast(), stored).code())
        .isEqualTo(ResultCode.UNCHANGED);
    // Nobody had to look at a signature for that.
    assertThat(verifier.taken()).isZero();
  }

  @Test
  void shouldRefuseReplaysWhenOnlyAPrefixIsThere() {
    List<SignedRecord> chain = chain().subList(0, 40);
    for (int there = 0; there < chain.size(); there++) {
      StoredRecord stored = StoredRecord.of(chain.get(there), true);
      for (int sent = 0; sent < chain.size(); sent++) {
        if (sent != there && sent != there + 1) {
          assertThat(rules.decide(Operation.POST, null, chain.get(sent), stored).code())
              .isEqualTo(ResultCode.VERSION_MISMATCH);
        }
      }
    }
  }

  private static List<SignedRecord> chain() {
    List<SignedRecord> chain = new ArrayList<>();
    chain.add(Fixture.first());
    int owner = 0;
    while (chain.size() < VERSIONS) {
      SignedRecord last = chain.getLast();
      boolean isTransfer = chain.size() % 10 == 0;
      SignedRecord next =
          isTransfer
              ? NextVersion.transfer(last, last.data(), Fixture.keys((owner + 1) % 8))
              : NextVersion.update(last, Fixture.text("" + chain.size()));
      chain.add(Fixture.signed(next, owner));
      owner = isTransfer ? (owner + 1) % 8 : owner;
    }
    return chain;
  }
}
