package io.heliograph.dispatcher.content;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where a hub under test keeps contents. */
interface Backend {
  /** What makes a hub use it, as {@code key=value}. */
  List<String> settings();

  /**
   * The names of all objects that are visible there.
   *
   * @param data the hub's folder
   */
  List<String> objects(Path data) throws IOException;

  /** Puts something there that is not the hub's, to be found unchanged later. */
  void plant(Path data, String name) throws IOException;
}
