package io.heliograph.record.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import io.heliograph.record.Owners;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.rule.RecordRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final RecordRules RULES = new RecordRules();
  private static final Bytes IDENTIFIER = Bytes.of(new byte[64]);

  private final SignedRecord record =
      NextVersion.create(1, IDENTIFIER, Bytes.EMPTY, Owners.keys(Owners.owners(3)));

  @Test
  void shouldReachTheSameBytesWhenOwnersSignInDifferentOrder() throws Exception {
    Draft empty = Draft.of(record, RULES);
    Draft one = empty.signedBy(signer(0), RULES).signedBy(signer(2), RULES);
    Draft other = empty.signedBy(signer(2), RULES).signedBy(signer(0), RULES);

    assertThat(one).isEqualTo(other);
    assertThat(one.record().recordId()).isEqualTo(other.record().recordId());
    assertThat(RULES.check(one.record()).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void shouldTellWhoIsMissingWhenSomeHaveSigned() throws Exception {
    Draft empty = Draft.of(record, RULES);
    Draft half = empty.signedBy(signer(1), RULES);
    Draft enough = half.signedBy(signer(2), RULES);

    assertThat(empty.missing()).isEqualTo(record.ownerKeys());
    assertThat(empty.stillWanted()).isEqualTo(2);
    assertThat(half.missing()).isEqualTo(Owners.keys(List.of(Owners.owner(0), Owners.owner(2))));
    assertThat(half.stillWanted()).isEqualTo(1);
    assertThat(half.isComplete()).isFalse();
    assertThat(enough.isComplete()).isTrue();
    assertThat(enough.missing()).isEqualTo(Owners.keys(List.of(Owners.owner(0))));
  }

  @Test
  void shouldRefuseWhenAStrangerSignsOrAnOwnerTwice() throws Exception {
    Draft half = Draft.of(record, RULES).signedBy(signer(1), RULES);

    assertRefused(half, signer(7), ResultCode.FAILED_SIGNATURE);
    assertRefused(half, signer(1), ResultCode.DUPLICATE_SIGNATURES);
    assertRefused(half, bytes -> new byte[3], ResultCode.FAILED_SIGNATURE);
    assertThat(half.signedBy(signer(0), RULES).isComplete()).isTrue();
  }

  @Test
  void shouldSayWhatIsNextWhenARecordLives() {
    SignedRecord update = NextVersion.update(record, Bytes.of((byte) 1));
    SignedRecord moved =
        NextVersion.transfer(update, update.data(), List.of(Owners.owner(5).key()));
    SignedRecord deleted = NextVersion.tombstone(moved);

    assertThat(update.version()).isEqualTo(1);
    assertThat(update.previousOwnerKeys()).isEmpty();
    assertThat(moved.previousOwnerKeys()).isEqualTo(record.ownerKeys());
    assertThat(deleted.isTombstone()).isTrue();
    assertThat(deleted.signingKeys()).isEqualTo(moved.ownerKeys());
    assertThat(NextVersion.freeze(moved, Bytes.EMPTY).isFrozen()).isTrue();
  }

  @Test
  void shouldRefuseWhenNothingCanFollow() {
    SignedRecord deleted = NextVersion.tombstone(record);
    SignedRecord frozen = NextVersion.freeze(record, Bytes.EMPTY);
    SignedRecord last =
        new SignedRecord(1, IDENTIFIER, Bytes.EMPTY, record.ownerKeys(), -1, List.of(), List.of());

    assertThatThrownBy(() -> NextVersion.update(deleted, Bytes.EMPTY))
        .hasMessageContaining("was deleted");
    assertThatThrownBy(() -> NextVersion.tombstone(frozen)).hasMessageContaining("nobody");
    assertThatThrownBy(() -> NextVersion.recreate(record, Bytes.EMPTY, record.ownerKeys()))
        .hasMessageContaining("was not deleted");
    assertThatThrownBy(() -> NextVersion.update(last, Bytes.EMPTY)).hasMessageContaining("2^64");
  }

  private static Signer signer(int owner) {
    return new PrivateKeySigner(Owners.owner(owner).secret());
  }

  private static void assertRefused(Draft draft, Signer signer, ResultCode code) {
    assertThatThrownBy(() -> draft.signedBy(signer, RULES))
        .isInstanceOfSatisfying(SigningException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
