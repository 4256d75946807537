package io.heliograph.record.rule;

import io.heliograph.record.SignedRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an instance has of one name.
 *
 * @param current what counts: of several with this version, the one with the smallest SHA-512 of
 *     its signed bytes, so that every instance that has seen them takes the same
 * @param contenders others of this version whose owners signed them too, by that digest
 * @param anchored whether the versions before, or an owner whom the operator trusts, confirm it; an
 *     import of a name never seen is not
 */
public record StoredRecord(SignedRecord current, List<SignedRecord> contenders, boolean anchored) {
  /** How many contenders are kept: those with the smallest digests. Two records prove a fork. */
  public static final int CONTENDERS_MAX = 8;

  private static final Comparator<SignedRecord> BY_DIGEST =
      Comparator.comparing(SignedRecord::signedDigest);

  /** Copies. */
  public StoredRecord {
    contenders = List.copyOf(contenders);
  }

  /** Without contenders. */
  public static StoredRecord of(SignedRecord record, boolean anchored) {
    return new StoredRecord(record, List.of(), anchored);
  }

  /** Whether its owners signed something else with this version. */
  public boolean isContested() {
    return !contenders.isEmpty();
  }

  /** Confirmed. */
  public StoredRecord anchor() {
    return new StoredRecord(current, contenders, true);
  }

  /** Whether one of those that are here says the same. */
  boolean says(SignedRecord record) {
    return current.saysTheSameAs(record)
        || contenders.stream().anyMatch(one -> one.saysTheSameAs(record));
  }

  /** With another of this version; the outcome is the same in whatever order they come. */
  StoredRecord with(SignedRecord contender) {
    List<SignedRecord> all = new ArrayList<>(contenders);
    all.add(current);
    all.add(contender);
    all.sort(BY_DIGEST);
    return new StoredRecord(
        all.getFirst(), all.subList(1, Math.min(all.size(), CONTENDERS_MAX + 1)), anchored);
  }
}
