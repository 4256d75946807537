package io.heliograph.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.record.Bytes;
import io.heliograph.record.RecordException;
import io.heliograph.record.RecordForm;
import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No bit of a signed record can be another; 5 records, 100 with {@code heliograph.tests=long}. */
class BitFlipTest {
  private static final long SEED = 20261130;

  @Test
  void shouldNeverAcceptWhenAnyBitIsAnother() {
    Random random = new Random(SEED);
    int records = System.getProperty("heliograph.tests", "").equals("long") ? 100 : 5;
    for (int i = 0; i < records; i++) {
      SignedRecord stored = Fixture.unsigned(0);
      SignedRecord next = successor(stored, random, i);

      assertThat(Fixture.code(operation(next), next, stored)).isEqualTo("ok");
      // One is imported as well: that costs as much again.
      assertNoFlipIsAccepted(next, stored, i == 0);
    }
  }

  private static SignedRecord successor(SignedRecord stored, Random random, int number) {
    byte[] data = new byte[number == 0 ? 64 : random.nextInt(65)];
    random.nextBytes(data);
    return switch (number % 3) {
      case 0 -> Fixture.signed(NextVersion.update(stored, Bytes.of(data)), 0);
      case 1 -> Fixture.signed(NextVersion.transfer(stored, Bytes.of(data), Fixture.keys(1)), 0);
      default -> Fixture.signed(NextVersion.tombstone(stored), 0);
    };
  }

  private static Operation operation(SignedRecord next) {
    return next.isTombstone() ? Operation.DELETE : Operation.POST;
  }

  private static void assertNoFlipIsAccepted(
      SignedRecord next, SignedRecord stored, boolean isImported) {
    byte[] binary = next.toBinary();
    for (int bit = 0; bit < 8 * binary.length; bit++) {
      binary[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(code(binary, operation(next), stored))
          .as("bit %d of %s, seed %d", bit, next, SEED)
          .isNotIn(ResultCode.OK, ResultCode.UNCHANGED);
      if (isImported) {
        assertThat(code(binary, Operation.IMPORT, stored))
            .as("bit %d of %s imported, seed %d", bit, next, SEED)
            .isNotIn(ResultCode.OK, ResultCode.UNCHANGED, ResultCode.CONFLICT);
      }
      binary[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  /** As if whatever is stored had the name of what comes: the name is no help. */
  private static ResultCode code(byte[] binary, Operation operation, SignedRecord stored) {
    try {
      SignedRecord flipped = RecordForm.BINARY.read(binary);
      SignedRecord there =
          new SignedRecord(
              flipped.tagType(),
              flipped.identifier(),
              stored.data(),
              stored.ownerKeys(),
              stored.version(),
              stored.previousOwnerKeys(),
              stored.signatures());
      return Fixture.decide(operation, flipped, there).code();
    } catch (RecordException e) {
      return e.code();
    }
  }
}
