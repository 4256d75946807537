package io.heliograph.record.sign;

import io.heliograph.record.Bytes;
import io.heliograph.record.SignedRecord;
import java.util.List;

/** Records without signatures, as their owners are to sign them. */
public final class NextVersion {
  private NextVersion() {}

  /** Version 0. */
  public static SignedRecord create(
      long tagType, Bytes identifier, Bytes data, List<Bytes> owners) {
    return new SignedRecord(tagType, identifier, data, owners, 0, List.of(), List.of());
  }

  /** With other data, by the same owners. */
  public static SignedRecord update(SignedRecord stored, Bytes data) {
    requireAlive(stored);
    return next(stored, data, stored.ownerKeys(), List.of());
  }

  /** With other owners; those who own it now sign. */
  public static SignedRecord transfer(SignedRecord stored, Bytes data, List<Bytes> owners) {
    requireAlive(stored);
    return next(stored, data, owners, stored.ownerKeys());
  }

  /** Owned by nobody: the last version for ever, and no deletion either. */
  public static SignedRecord freeze(SignedRecord stored, Bytes data) {
    return transfer(stored, data, List.of(SignedRecord.NO_OWNER));
  }

  /** Deleted; only those who own it now can create it again. */
  public static SignedRecord tombstone(SignedRecord stored) {
    requireAlive(stored);
    return next(stored, Bytes.EMPTY, List.of(), stored.ownerKeys());
  }

  /** Created again after its deletion; those who owned it sign. */
  public static SignedRecord recreate(SignedRecord tombstone, Bytes data, List<Bytes> owners) {
    if (!tombstone.isTombstone()) {
      throw new IllegalArgumentException("record: was not deleted: " + tombstone);
    }
    return next(tombstone, data, owners, tombstone.previousOwnerKeys());
  }

  private static void requireAlive(SignedRecord stored) {
    if (stored.isTombstone() || stored.isFrozen()) {
      throw new IllegalArgumentException(
          "record: " + (stored.isFrozen() ? "belongs to nobody: " : "was deleted: ") + stored);
    }
  }

  private static SignedRecord next(
      SignedRecord stored, Bytes data, List<Bytes> owners, List<Bytes> previous) {
    if (stored.version() == -1) {
      throw new IllegalArgumentException("version: none after 2^64 - 1: " + stored);
    }
    return new SignedRecord(
        stored.tagType(),
        stored.identifier(),
        data,
        owners,
        stored.version() + 1,
        previous,
        List.of());
  }
}
