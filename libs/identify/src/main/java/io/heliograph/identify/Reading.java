package io.heliograph.identify;

import java.util.List;

/**
 * One way to read a content.
 *
 * @param format an id of Azul
 * @param points of a text's weak facts; 0 where no points were counted
 * @param facts what speaks for it, for people
 */
public record Reading(String format, Strength strength, int points, List<String> facts) {
  /** How a format was told; what stands first here is believed first. */
  public enum Strength {
    /** A header at its place whose fields agree with each other. */
    STRUCTURE,
    /** What a text is by its beginning: an interpreter, headers, a root element. */
    TOP,
    /** A mark that may stand anywhere. */
    MARK,
    /** A header at its place that holds together no further. */
    BROKEN,
    /** Several weak facts of a text, with points. */
    WORDS,
    /** What is left when nothing tells. */
    REST
  }

  /** Copies the list. */
  public Reading {
    facts = List.copyOf(facts);
  }

  static Reading of(String format, Strength strength, String... facts) {
    return new Reading(format, strength, 0, List.of(facts));
  }

  /** The same, of a format that a look inside told. */
  Reading as(String refined) {
    return new Reading(refined, strength, points, facts);
  }

  /** Whether it is worth to be told beside a better one. */
  boolean isTold() {
    return strength.compareTo(Strength.MARK) <= 0 && !format.equals(FileType.UNKNOWN);
  }
}
