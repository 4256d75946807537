package io.heliograph.record.rule;

import io.heliograph.record.ResultCode;
import io.heliograph.record.SignedRecord;
import io.heliograph.record.Unsigned;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** The rules about what is stored (5) and about its successor (6). */
final class StateRules {
  private StateRules() {}

  /** The first of them that the record breaks; UNCHANGED when it is stored already; else OK. */
  static ResultCode check(Operation operation, SignedRecord record, @Nullable StoredRecord stored) {
    if (stored == null) {
      return operation == Operation.PUT ? create(record) : ResultCode.NO_SUCH_DATA;
    }
    SignedRecord current = stored.current();
    if (operation == Operation.PUT) {
      return current.isTombstone() ? recreate(record, current) : ResultCode.DATA_EXISTS;
    }
    if (operation == Operation.POST && isSame(record, current)) {
      return ResultCode.UNCHANGED;
    }
    return current.isTombstone() ? ResultCode.INVALID_OPERATION : succeed(record, current);
  }

  /** Rule 6 for a record of the next version, whatever operation brought it about elsewhere. */
  static ResultCode checkNext(SignedRecord record, SignedRecord current) {
    if (current.isTombstone()) {
      return record.isTombstone() ? ResultCode.INVALID_OPERATION : recreate(record, current);
    }
    return succeed(record, current);
  }

  private static ResultCode create(SignedRecord record) {
    if (record.version() != 0) {
      return ResultCode.INVALID_VERSION;
    }
    return record.previousOwnerKeys().isEmpty()
        ? ResultCode.OK
        : ResultCode.UNEXPECTED_PREVIOUS_OWNERS;
  }

  private static ResultCode recreate(SignedRecord record, SignedRecord tombstone) {
    if (!Unsigned.isNext(tombstone.version(), record.version())) {
      return ResultCode.VERSION_MISMATCH;
    }
    return record.previousOwnerKeys().equals(tombstone.previousOwnerKeys())
        ? ResultCode.OK
        : ResultCode.PREVIOUS_OWNER_MISMATCH;
  }

  private static ResultCode succeed(SignedRecord record, SignedRecord current) {
    if (current.isFrozen()) {
      return ResultCode.FROZEN;
    }
    if (!Unsigned.isNext(current.version(), record.version())) {
      return ResultCode.VERSION_MISMATCH;
    }
    if (record.previousOwnerKeys().isEmpty()) {
      return record.ownerKeys().equals(current.ownerKeys())
          ? ResultCode.OK
          : ResultCode.OWNER_MISMATCH;
    }
    return record.previousOwnerKeys().equals(current.ownerKeys())
        ? ResultCode.OK
        : ResultCode.PREVIOUS_OWNER_MISMATCH;
  }

  /** What is stored has its signatures in the owners' order; whoever sends it again may not. */
  private static boolean isSame(SignedRecord record, SignedRecord current) {
    return record.saysTheSameAs(current)
        && record.signatures().size() == current.signatures().size()
        && new HashSet<>(record.signatures()).equals(new HashSet<>(current.signatures()));
  }

  static String reason(ResultCode code) {
    return switch (code) {
      case DATA_EXISTS -> "name: a record of it is stored";
      case NO_SUCH_DATA -> "name: no record of it is stored";
      case INVALID_OPERATION -> "name: its record was deleted";
      case INVALID_VERSION -> "version: a new record begins with 0";
      case UNEXPECTED_PREVIOUS_OWNERS -> "previous_owner_keys: a new record has none";
      case FROZEN -> "owner_keys: the stored record belongs to nobody and never changes";
      case VERSION_MISMATCH -> "version: not one more than the stored one";
      case OWNER_MISMATCH -> "owner_keys: not the stored ones, and no previous owners are named";
      case PREVIOUS_OWNER_MISMATCH -> "previous_owner_keys: not the stored owners in their order";
      default -> code.wireName();
    };
  }
}
