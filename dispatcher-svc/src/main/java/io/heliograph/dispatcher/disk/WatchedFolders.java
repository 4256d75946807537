package io.heliograph.dispatcher.disk;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folders of this machine that the hub writes to.
 *
 * @param byDisk the folders, which exist, by what is told of their disks
 */
public record WatchedFolders(Map<Disk, Path> byDisk) {
  /** Where files are kept. */
  public static final Disk CONTENT = new Disk(Disk.Use.CONTENT, "content");

  /** Where uploads under way are. */
  public static final Disk SPOOL = new Disk(Disk.Use.SPOOL, "spool");

  public WatchedFolders {
    byDisk = Map.copyOf(byDisk);
  }
}
