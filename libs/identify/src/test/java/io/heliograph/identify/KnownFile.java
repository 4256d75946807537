package io.heliograph.identify;

import java.nio.file.Path;
import java.util.Set;

/**
 * A file whose format is known without the identifier.
 *
 * @param owner its package, or the writer that made it
 * @param place where it is in there
 * @param format what it is
 * @param also what is right too, because no reader can tell it from the first
 * @param isMade whether a writer made it for the corpus
 */
record KnownFile(
    String owner, String place, Path file, String format, Set<String> also, boolean isMade) {

  /** Files of one package are all trained on, or all held out. */
  boolean isHeldOut() {
    return Math.floorMod(owner.hashCode() * 0x9E3779B1, 3) == 0;
  }

  boolean isRight(String told) {
    return told.equals(format) || also.contains(told);
  }
}
