package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConflictTest {
  private static final SignedRecord FIRST = Fixture.signed(Fixture.unsigned(0, 1, 2), 0, 1);

  @Test
  void shouldTakeTheSameOneWhenForksComeInWhateverOrder() {
    List<SignedRecord> forks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      forks.add(Fixture.signed(NextVersion.update(FIRST, Fixture.text("fork " + i)), 0, i % 2 + 1));
    }
    List<SignedRecord> sorted = new ArrayList<>(forks);
    sorted.sort(Comparator.comparing(SignedRecord::signedDigest));
    for (long seed = 0; seed < 3; seed++) {
      Collections.shuffle(forks, new Random(seed));
      StoredRecord stored = StoredRecord.of(FIRST, true);
      for (SignedRecord fork : forks) {
        stored =
            switch (Fixture.RULES.decide(Operation.IMPORT, null, fork, stored)) {
              case Decision.Accepted(StoredRecord next) -> next;
              case Decision.Contested(StoredRecord next, EquivocationProof proof) -> next;
              case Decision.Kept kept -> throw new AssertionError(kept);
              case Decision.Refused refused -> throw new AssertionError(refused);
            };
      }
      assertThat(stored.current()).as("seed %d", seed).isEqualTo(sorted.getFirst());
      assertThat(stored.contenders()).as("seed %d", seed).isEqualTo(sorted.subList(1, 9));
      assertThat(stored.isContested()).isTrue();
      assertThat(Fixture.RULES.decide(Operation.IMPORT, null, sorted.get(3), stored).code())
          .isEqualTo(ResultCode.UNCHANGED);
    }
  }

  @Test
  void shouldGoOnFromTheOneThatCountsWhenARecordIsContested() {
    SignedRecord one =
        Fixture.signed(NextVersion.transfer(FIRST, FIRST.data(), Fixture.keys(4)), 0, 1);
    SignedRecord other =
        Fixture.signed(NextVersion.transfer(FIRST, FIRST.data(), Fixture.keys(5)), 1, 2);
    StoredRecord stored =
        ((Decision.Contested)
                Fixture.RULES.decide(Operation.IMPORT, null, other, StoredRecord.of(one, true)))
            .next();
    int winner = stored.current().ownerKeys().equals(Fixture.keys(4)) ? 4 : 5;
    SignedRecord loser = stored.contenders().getFirst();

    SignedRecord next =
        Fixture.signed(NextVersion.update(stored.current(), Fixture.text("2")), winner);
    SignedRecord lost = Fixture.signed(NextVersion.update(loser, Fixture.text("2")), 9 - winner);

    assertThat(Fixture.RULES.decide(Operation.POST, null, lost, stored).code())
        .isEqualTo(ResultCode.OWNER_MISMATCH);
    Decision decision = Fixture.RULES.decide(Operation.POST, null, next, stored);
    assertThat(decision.code()).isEqualTo(ResultCode.OK);
    assertThat(((Decision.Accepted) decision).next().isContested()).isFalse();
  }

  @Test
  void shouldProveAForkToAnybodyWhenBothAreSigned() {
    SignedRecord one = Fixture.signed(NextVersion.update(FIRST, Fixture.text("a")), 0, 1);
    SignedRecord other = Fixture.signed(NextVersion.update(FIRST, Fixture.text("b")), 1, 2);

    EquivocationProof proof = new EquivocationProof(one, other);
    EquivocationProof read = EquivocationProof.read(proof.toBinary());

    assertThat(read).isEqualTo(proof).isEqualTo(new EquivocationProof(other, one));
    assertThat(read.verify(Fixture.RULES)).isEqualTo(ResultCode.OK);
    assertThat(read.signersOfBoth(Fixture.RULES)).isEqualTo(Fixture.keys(1));
    EquivocationProof forged = new EquivocationProof(one, other.withSignatures(one.signatures()));
    assertThat(forged.verify(Fixture.RULES)).isEqualTo(ResultCode.FAILED_SIGNATURE);
  }

  @Test
  void shouldBeNoProofWhenTheRecordsAgreeOrAreOfDifferentVersions() {
    SignedRecord one = Fixture.signed(NextVersion.update(FIRST, Fixture.text("a")), 0, 1);
    SignedRecord same = Fixture.signed(NextVersion.update(FIRST, Fixture.text("a")), 1, 2);

    assertThatThrownBy(() -> new EquivocationProof(one, same))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EquivocationProof(FIRST, one))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] proof = new EquivocationProof(one, fork()).toBinary();
    for (int length = 0; length < proof.length; length++) {
      byte[] cut = Arrays.copyOf(proof, length);
      assertThatThrownBy(() -> EquivocationProof.read(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> EquivocationProof.read(Arrays.copyOf(proof, proof.length + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SignedRecord fork() {
    return Fixture.signed(NextVersion.update(FIRST, Fixture.text("b")), 0, 1);
  }
}
