package io.heliograph.record.rule;

import io.heliograph.record.Bytes;
import io.heliograph.record.Owners;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.sign.NextVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record and what becomes of it, with the owners of the vectors. */
final class Fixture {
  static final RecordRules RULES = new RecordRules();
  static final Bytes IDENTIFIER = Bytes.of(new byte[64]);
  static final long TAG = 1000;

  private Fixture() {}

  static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Bytes key(int owner) {
    return Owners.owner(owner).key();
  }

  /** Version 0, owned by these; not signed. */
  static SignedRecord unsigned(int... owners) {
    return NextVersion.create(TAG, IDENTIFIER, text("0"), keys(owners));
  }

  static List<Bytes> keys(int... owners) {
    return Arrays.stream(owners).mapToObj(Fixture::key).toList();
  }

  /** Version 0, owned and signed by one. */
  static SignedRecord first() {
    return Owners.signed(unsigned(0), 0);
  }

  /** Signed by these, in that order. */
  static SignedRecord signed(SignedRecord record, int... owners) {
    return Owners.signed(record, Arrays.stream(owners).mapToObj(Owners::owner).toList());
  }

  static SignedRecord withVersion(SignedRecord record, long version) {
    return new SignedRecord(
        record.tagType(),
        record.identifier(),
        record.data(),
        record.ownerKeys(),
        version,
        record.previousOwnerKeys(),
        List.of());
  }

  static Decision decide(Operation operation, SignedRecord record, @Nullable SignedRecord stored) {
    return RULES.decide(
        operation, null, record, stored == null ? null : StoredRecord.of(stored, true));
  }

  static String code(Operation operation, SignedRecord record, @Nullable SignedRecord stored) {
    return decide(operation, record, stored).code().wireName();
  }
}
