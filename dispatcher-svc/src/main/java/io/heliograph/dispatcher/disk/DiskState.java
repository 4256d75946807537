package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.Disk.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the disks were at the last look. Immutable.
 *
 * @param freeMin the bound
 * @param disks every disk that is known, in the order of their names
 * @param few those that are short: every request asks for them
 */
record DiskState(FreeMin freeMin, List<Seen> disks, List<Seen> few) {
  /** Nothing was looked at yet. */
  static DiskState unknown(FreeMin freeMin) {
    return of(freeMin, List.of());
  }

  static DiskState of(FreeMin freeMin, List<Seen> disks) {
    return new DiskState(freeMin, disks, disks.stream().filter(Seen::isShort).toList());
  }

  DiskState {
    disks = List.copyOf(disks);
    few = List.copyOf(few);
  }

  /**
   * One disk.
   *
   * @param space empty while unknown
   * @param isShort whether it is to be written to no more than needed
   */
  record Seen(Disk disk, Optional<Space> space, boolean isShort) {
    Use use() {
      return disk.use();
    }
  }

  /** The disk that is short among those of these uses, the one with the least room first. */
  Optional<Seen> shortest(Set<Use> uses) {
    return few.stream()
        .filter(seen -> uses.contains(seen.use()))
        .min((one, other) -> Long.compare(free(one), free(other)));
  }

  /** The disk of files or uploads that so many more bytes would make short. */
  Optional<Seen> shortAfter(long bytes) {
    return disks.stream()
        .filter(seen -> seen.use() != Use.KAFKA && seen.space().isPresent())
        .filter(
            seen -> {
              Space space = seen.space().get();
              return space.freeBytes() - bytes < freeMin.of(space.totalBytes());
            })
        .findFirst();
  }

  private static long free(Seen seen) {
    return seen.space().map(Space::freeBytes).orElse(Long.MAX_VALUE);
  }

  /** Names the disk, its free bytes, the bound and its key. */
  String told(Seen seen) {
    return "disk "
        + seen.disk().name()
        + seen.space().map(this::room).orElse(" does not tell its free room")
        + ": "
        + FreeMin.KEY
        + "="
        + freeMin.text();
  }

  private String room(Space space) {
    return " has "
        + space.freeBytes()
        + " of "
        + space.totalBytes()
        + " bytes free, wanted are "
        + freeMin.of(space.totalBytes());
  }
}
