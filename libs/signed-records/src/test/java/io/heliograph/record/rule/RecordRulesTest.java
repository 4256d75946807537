package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.Bytes;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the vectors leave open: the corners between the rules. */
class RecordRulesTest {
  private static final SignedRecord FIRST = Fixture.first();
  private static final SignedRecord SECOND =
      Fixture.signed(NextVersion.update(FIRST, Fixture.text("1")), 0);
  private static final SignedRecord DELETED = Fixture.signed(NextVersion.tombstone(FIRST), 0);

  @Test
  void shouldCallItUnchangedWhenItComesAgainInAnotherOrder() {
    SignedRecord stored = Fixture.signed(Fixture.unsigned(0, 1, 2), 0, 1);
    SignedRecord next = NextVersion.update(stored, Fixture.text("1"));
    SignedRecord sent = Fixture.signed(next, 2, 0);
    Decision decision = Fixture.decide(Operation.POST, sent, stored);
    SignedRecord kept = ((Decision.Accepted) decision).next().current();

    assertThat(kept).isNotEqualTo(sent).isEqualTo(Fixture.signed(next, 0, 2));
    assertThat(Fixture.code(Operation.POST, sent, kept)).isEqualTo("unchanged");
    assertThat(Fixture.code(Operation.POST, kept, kept)).isEqualTo("unchanged");
    assertThat(Fixture.code(Operation.POST, Fixture.signed(next, 0, 1), kept))
        .isEqualTo("version_mismatch");
  }

  @Test
  void shouldLookAtShapeOnlyWhenATombstoneNamesTheWrongOwners() {
    SignedRecord foreign = tombstone(1, Fixture.keys(1));
    SignedRecord ownerless = tombstone(1, List.of());

    assertThat(Fixture.code(Operation.DELETE, Fixture.signed(foreign, 1), FIRST))
        .isEqualTo("previous_owner_mismatch");
    assertThat(Fixture.code(Operation.DELETE, ownerless, FIRST)).isEqualTo("invalid_tombstone");
    assertThat(Fixture.code(Operation.DELETE, SECOND, FIRST)).isEqualTo("invalid_tombstone");
    assertThat(Fixture.code(Operation.POST, DELETED, FIRST)).isEqualTo("invalid_owners");
    assertThat(Fixture.code(Operation.PUT, DELETED, null)).isEqualTo("invalid_owners");
    assertThat(Fixture.code(Operation.IMPORT, ownerless, null)).isEqualTo("invalid_owners");
    assertThat(Fixture.code(Operation.DELETE, DELETED, FIRST)).isEqualTo("ok");
  }

  @Test
  void shouldAnswerWithTheFirstRuleWhenSeveralFail() {
    SignedRecord frozen = Fixture.signed(NextVersion.freeze(FIRST, Fixture.text("end")), 0);
    SignedRecord wrong = Fixture.withVersion(FIRST, 9);

    assertThat(Fixture.code(Operation.POST, wrong, frozen)).isEqualTo("frozen");
    assertThat(Fixture.code(Operation.DELETE, tombstone(9, Fixture.keys(0)), frozen))
        .isEqualTo("frozen");
    assertThat(Fixture.code(Operation.POST, wrong, DELETED)).isEqualTo("invalid_operation");
    assertThat(Fixture.code(Operation.PUT, wrong, null)).isEqualTo("invalid_version");
    assertThat(Fixture.RULES.decide(Operation.PUT, "00", Fixture.unsigned(), null).code())
        .isEqualTo(ResultCode.WRONG_NAME);
  }

  @Test
  void shouldRefuseAsAnotherNameWhenAnotherRecordIsStored() {
    SignedRecord other =
        new SignedRecord(
            1001, FIRST.identifier(), FIRST.data(), FIRST.ownerKeys(), 0, List.of(), List.of());

    assertThat(Fixture.code(Operation.POST, SECOND, other)).isEqualTo("wrong_name");
    assertThat(Fixture.RULES.isValidSuccessor(other, SECOND)).isEqualTo(ResultCode.WRONG_NAME);
    assertThat(Fixture.RULES.isValidSuccessor(FIRST, SECOND)).isEqualTo(ResultCode.OK);
    assertThat(Fixture.RULES.isValidSuccessor(FIRST, DELETED)).isEqualTo(ResultCode.OK);
  }

  @Test
  void shouldFollowTheSameRulesWhenANextVersionIsImported() {
    SignedRecord again =
        Fixture.signed(NextVersion.recreate(DELETED, Fixture.text("2"), Fixture.keys(3)), 0);
    SignedRecord stolen = Fixture.signed(Fixture.withVersion(Fixture.unsigned(3), 2), 3);
    SignedRecord twice = Fixture.signed(tombstone(2, Fixture.keys(0)), 0);

    assertThat(Fixture.code(Operation.IMPORT, again, DELETED)).isEqualTo("ok");
    assertThat(Fixture.RULES.isValidSuccessor(DELETED, again)).isEqualTo(ResultCode.OK);
    assertThat(Fixture.code(Operation.IMPORT, stolen, DELETED))
        .isEqualTo("previous_owner_mismatch");
    assertThat(Fixture.code(Operation.IMPORT, twice, DELETED)).isEqualTo("invalid_operation");
    assertThat(Fixture.code(Operation.IMPORT, FIRST, SECOND)).isEqualTo("stale");
    assertThat(Fixture.code(Operation.IMPORT, SECOND, FIRST)).isEqualTo("ok");
  }

  @Test
  void shouldBeAnchoredOnlyWhenItsBeginningIsKnown() {
    StoredRecord put = accepted(Fixture.decide(Operation.PUT, FIRST, null));
    StoredRecord imported = accepted(Fixture.decide(Operation.IMPORT, SECOND, null));
    SignedRecord third = Fixture.signed(NextVersion.update(SECOND, Fixture.text("2")), 0);

    assertThat(put.anchored()).isTrue();
    assertThat(imported.anchored()).isFalse();
    assertThat(accepted(Fixture.RULES.decide(Operation.IMPORT, null, third, imported)).anchored())
        .isFalse();
    assertThat(
            accepted(Fixture.RULES.decide(Operation.POST, null, third, imported.anchor()))
                .anchored())
        .isTrue();
  }

  @Test
  void shouldNeedNoSignatureWhenTheProfileIsTheRfcsAndTheRecordNew() {
    RecordRules rfc = new RecordRules(Profile.RFC, RulePolicy.DEFAULT, new JdkVerifier());
    SignedRecord unsigned = Fixture.unsigned(0, 1, 2);
    SignedRecord next = NextVersion.update(unsigned, Fixture.text("1"));

    assertThat(rfc.decide(Operation.PUT, null, unsigned, null).code()).isEqualTo(ResultCode.OK);
    assertThat(rfc.decide(Operation.PUT, null, Fixture.signed(unsigned, 5), null).code())
        .isEqualTo(ResultCode.FAILED_SIGNATURE);
    assertThat(rfc.decide(Operation.POST, null, next, StoredRecord.of(unsigned, true)).code())
        .isEqualTo(ResultCode.NOT_ENOUGH_SIGNATURES);
  }

  @Test
  void shouldDemandMoreWhenATagsPolicyDoes() {
    RecordRules rules =
        new RecordRules(
            Profile.FEDERATION,
            new RulePolicy(64, 512, Map.of(Fixture.TAG, new TagPolicy(true, 3))),
            new JdkVerifier());
    SignedRecord four = Fixture.unsigned(0, 1, 2, 3);

    assertThat(rules.check(Fixture.signed(four, 0, 1)).code())
        .isEqualTo(ResultCode.NOT_ENOUGH_SIGNATURES);
    assertThat(rules.check(Fixture.signed(four, 0, 1, 3)).code()).isEqualTo(ResultCode.OK);
    assertThat(rules.check(Fixture.signed(Fixture.unsigned(0, 1), 0, 1)).code())
        .isEqualTo(ResultCode.INVALID_OWNERS);
    SignedRecord deleted = NextVersion.tombstone(four);
    assertThat(
            rules
                .decide(
                    Operation.DELETE,
                    null,
                    Fixture.signed(deleted, 0, 1, 2),
                    StoredRecord.of(four, true))
                .code())
        .isEqualTo(ResultCode.OK);
  }

  @Test
  void shouldTellTombstonesFromRecordsWhenSomebodyReads() {
    assertThat(RecordRules.get(null)).isEqualTo(ResultCode.NO_SUCH_DATA);
    assertThat(RecordRules.get(StoredRecord.of(DELETED, true))).isEqualTo(ResultCode.GONE);
    assertThat(RecordRules.get(StoredRecord.of(FIRST, true))).isEqualTo(ResultCode.OK);
  }

  private static StoredRecord accepted(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    return ((Decision.Accepted) decision).next();
  }

  private static SignedRecord tombstone(long version, List<Bytes> previous) {
    return new SignedRecord(
        Fixture.TAG, Fixture.IDENTIFIER, Bytes.EMPTY, List.of(), version, previous, List.of());
  }
}
