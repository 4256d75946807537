package io.heliograph.dispatcher.disk;

import io.heliograph.dispatcher.disk.DiskState.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which disks are short. One is short from the first look that finds less than the bound
 * free, and has room again when a tenth of the bound more is free, so that it does not change with
 * each event. A disk that does not tell stays as it was for a minute; then it is unknown, and an
 * unknown disk refuses nothing. Used by one thread, on its clock.
 */
final class DiskRule {
  /** So long what was last heard of a disk counts. */
  static final long HEARD_MILLIS = 60_000;

  private static final class Known {
    private Optional<Space> space = Optional.empty();
    private long heardMillis;
    private boolean isShort;
  }

  private final FreeMin freeMin;
  private final Map<Disk, Known> known = new HashMap<>();

  DiskRule(FreeMin freeMin) {
    this.freeMin = freeMin;
  }

  /**
   * Takes what a look has found.
   *
   * @param nowMillis a monotonic clock
   * @param found the disks and their room; empty for one that does not tell
   */
  DiskState look(long nowMillis, Map<Disk, Optional<Space>> found) {
    found.forEach((disk, space) -> heard(nowMillis, disk, space));
    known
        .entrySet()
        .removeIf(
            entry -> {
              Known one = entry.getValue();
              if (nowMillis - one.heardMillis < HEARD_MILLIS) {
                return false;
              }
              one.space = Optional.empty();
              one.isShort = false;
              return !found.containsKey(entry.getKey());
            });
    List<Seen> disks = new ArrayList<>();
    known.forEach((disk, one) -> disks.add(new Seen(disk, one.space, one.isShort)));
    disks.sort(Comparator.comparing(seen -> seen.disk().name()));
    return DiskState.of(freeMin, disks);
  }

  private void heard(long nowMillis, Disk disk, Optional<Space> told) {
    Known one = known.get(disk);
    if (one == null) {
      one = new Known();
      one.heardMillis = nowMillis;
      known.put(disk, one);
    }
    if (told.isPresent()) {
      Space space = told.get();
      long bound = one.isShort ? freeMin.again(space.totalBytes()) : freeMin.of(space.totalBytes());
      one.isShort = space.freeBytes() < bound;
      one.space = told;
      one.heardMillis = nowMillis;
    }
  }
}
