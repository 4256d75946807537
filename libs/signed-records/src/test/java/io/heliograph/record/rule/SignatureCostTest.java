package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.Bytes;
import io.heliograph.record.Owners;
import io.heliograph.record.Owners.Owner;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a record can cost whoever checks it, counted in verifications. */
class SignatureCostTest {
  private static final int OWNERS = 255;
  private static final int SIGNERS = 128;

  private final CountingVerifier verifier = new CountingVerifier();
  private final RecordRules rules =
      new RecordRules(Profile.FEDERATION, new RulePolicy(OWNERS, 512, Map.of()), verifier);

  @Test
  void shouldCostOneForEachOwnerWhenManySignInTheirOrder() {
    List<Owner> owners = Owners.owners(OWNERS);

    SignedRecord last = Owners.signed(record(owners), owners.subList(OWNERS - SIGNERS, OWNERS));
    assertThat(rules.check(last).code()).isEqualTo(ResultCode.OK);
    assertThat(verifier.taken()).isEqualTo(OWNERS);

    SignedRecord first = last.withSignatures(signatures(owners.subList(0, SIGNERS)));
    assertThat(rules.check(first).code()).isEqualTo(ResultCode.OK);
    assertThat(verifier.taken()).isEqualTo(SIGNERS);
  }

  @Test
  void shouldCostNoMoreThanTheBoundWhenManySignInTheWorstOrder() {
    List<Owner> owners = Owners.owners(OWNERS);
    SignedRecord worst =
        Owners.signed(record(owners), owners.subList(OWNERS - SIGNERS, OWNERS).reversed());

    assertThat(rules.check(worst).code()).isEqualTo(ResultCode.FAILED_SIGNATURE);
    assertThat(verifier.taken()).isEqualTo(OWNERS + SIGNERS + 512);
  }

  @Test
  void shouldCostOneForEachOwnerWhenASignatureIsNobodys() {
    List<Owner> owners = Owners.owners(OWNERS);
    List<Bytes> junk = new ArrayList<>();
    Random random = new Random(20261130);
    for (int i = 0; i < SIGNERS; i++) {
      byte[] signature = new byte[64];
      random.nextBytes(signature);
      // Else its number is too large to be asked about.
      signature[63] = 0;
      junk.add(Bytes.of(signature));
    }

    assertThat(rules.check(record(owners).withSignatures(junk)).code())
        .isEqualTo(ResultCode.FAILED_SIGNATURE);
    assertThat(verifier.taken()).isEqualTo(OWNERS);
  }

  @Test
  void shouldTakeAnyOrderWhenAsManyOwnAsUsual() {
    List<Owner> owners = Owners.owners(32);

    assertThat(rules.check(Owners.signed(record(owners), owners.reversed())).code())
        .isEqualTo(ResultCode.OK);
    assertThat(verifier.taken()).isGreaterThan(64);
  }

  @Test
  void shouldCostNothingWhenACheapRuleFails() {
    SignedRecord first = Fixture.first();
    StoredRecord stored = StoredRecord.of(first, true);
    SignedRecord skipped = Fixture.signed(Fixture.withVersion(first, 2), 0);
    SignedRecord twice =
        first.withSignatures(List.of(first.signatures().getFirst(), first.signatures().getFirst()));

    assertThat(rules.decide(Operation.POST, null, skipped, stored).code())
        .isEqualTo(ResultCode.VERSION_MISMATCH);
    assertThat(rules.decide(Operation.PUT, null, first, stored).code())
        .isEqualTo(ResultCode.DATA_EXISTS);
    assertThat(rules.decide(Operation.PUT, "00", first, null).code())
        .isEqualTo(ResultCode.WRONG_NAME);
    assertThat(rules.check(twice).code()).isEqualTo(ResultCode.DUPLICATE_SIGNATURES);
    assertThat(verifier.taken()).isZero();
    assertThat(rules.check(first).code()).isEqualTo(ResultCode.OK);
    assertThat(verifier.taken()).isOne();
  }

  @Test
  void shouldRefuseWhenMoreOwnThanThePolicyAllows() {
    SignedRecord record = Owners.signed(record(Owners.owners(65)), Owners.owners(33));

    assertThat(new RecordRules().check(record).code()).isEqualTo(ResultCode.INVALID_OWNERS);
    assertThat(rules.check(record).code()).isEqualTo(ResultCode.OK);
  }

  private static List<Bytes> signatures(List<Owner> signers) {
    return Owners.signed(record(Owners.owners(OWNERS)), signers).signatures();
  }

  private static SignedRecord record(List<Owner> owners) {
    return NextVersion.create(
        Fixture.TAG, Fixture.IDENTIFIER, Fixture.text("0"), Owners.keys(owners));
  }
}
