package io.heliograph.record.rule;

import java.util.Map;

/**
 * What an instance adds to the rules.
 *
 * @param ownersMax the longest list of owners, and of previous owners; a long one costs time
 * @param extraVerifications how many verifications beyond one for each owner and signature a record
 *     may cost. Signatures in the owners' order need none; others need some, and are refused as
 *     {@code failed_signature} when these do not suffice
 * @param tags what is demanded of single tags
 */
public record RulePolicy(int ownersMax, int extraVerifications, Map<Long, TagPolicy> tags) {
  /** 64 owners, 512 more verifications, no demands on single tags. */
  public static final RulePolicy DEFAULT = new RulePolicy(64, 512, Map.of());

  /** Checks and copies. */
  public RulePolicy {
    if (ownersMax < 1 || extraVerifications < 0) {
      throw new IllegalArgumentException(
          "ownersMax at least 1, extraVerifications at least 0: "
              + ownersMax
              + ", "
              + extraVerifications);
    }
    tags = Map.copyOf(tags);
  }

  /** What is demanded of that tag. */
  public TagPolicy of(long tagType) {
    return tags.getOrDefault(tagType, TagPolicy.NONE);
  }
}
