package io.heliograph.record.rule;

/** How version 0 is signed. */
public enum Profile {
  /** By its owners, like every other version: nobody can name others as owners. */
  FEDERATION,
  /** Not at all if its owners like, as RFC 0040 has it; a signature that is there must be good. */
  RFC
}
