package io.heliograph.dispatcher.disk;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folders of this machine that the hub writes contents to.
 *
 * @param byName the folders, which exist, by the name that people are told
 */
public record WatchedFolders(Map<String, Path> byName) {
  public WatchedFolders {
    byName = Map.copyOf(byName);
  }
}
