package io.heliograph.migration;

/**
 * How far a partition has come. Written in the transaction of the copies it counts.
 *
 * @param position the next offset to be read from the source
 * @param copied records whose events were copied
 * @param tombstones records that were copied as tombstones
 * @param rejected records that cannot be decoded; offsets, where a whole batch is corrupt
 * @param gone offsets that the source did not have any more
 */
public record Progress(long position, long copied, long tombstones, long rejected, long gone) {
  /** Nothing was done yet before that position. */
  public static Progress at(long position) {
    return new Progress(position, 0, 0, 0, 0);
  }

  Progress to(long later) {
    return new Progress(later, copied, tombstones, rejected, gone);
  }

  Progress andCopied() {
    return new Progress(position, copied + 1, tombstones, rejected, gone);
  }

  Progress andTombstone() {
    return new Progress(position, copied, tombstones + 1, rejected, gone);
  }

  Progress andRejected() {
    return new Progress(position, copied, tombstones, rejected + 1, gone);
  }

  /** Goes on later, since what is between is not there. */
  Progress skipTo(long later) {
    return new Progress(later, copied, tombstones, rejected, gone + later - position);
  }

  /** Skips offsets that cannot be read. */
  Progress rejectTo(long later) {
    return new Progress(later, copied, tombstones, rejected + later - position, gone);
  }

  /** The sums of both. */
  public Progress plus(Progress other) {
    return new Progress(
        position + other.position,
        copied + other.copied,
        tombstones + other.tombstones,
        rejected + other.rejected,
        gone + other.gone);
  }

  /** All records that were dealt with. */
  long records() {
    return copied + tombstones + rejected;
  }
}
