package io.heliograph.identify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The table of bytes at fixed places. What says something of the first byte is believed before all
 * others, so that nothing further on hides what the content begins with. Immutable.
 */
final class Signatures {
  /** A header lies within so many bytes; what stands behind them is a mark. */
  private static final int HEADER_BYTES_MAX = 64;

  private static final String OF_SOUND_CONTENTS = "?";

  /**
   * A row that fits.
   *
   * @param isSound whether all its fields hold together, not the mark alone
   * @param facts its cells
   */
  record Match(String format, boolean isSound, List<String> facts) {
    Reading as(String refined, Reading.Strength strength) {
      return new Reading(refined, strength, 0, facts);
    }
  }

  private record Row(String format, List<Fact> needed, List<Fact> sound, List<String> cells) {
    static Row of(String[] cells) {
      List<Fact> needed = new ArrayList<>();
      List<Fact> sound = new ArrayList<>();
      for (int cell = 1; cell < cells.length; cell++) {
        if (cells[cell].startsWith(OF_SOUND_CONTENTS)) {
          sound.add(Fact.of(cells[cell].substring(1)));
        } else {
          needed.add(Fact.of(cells[cell]));
        }
      }
      return new Row(cells[0], needed, sound, Arrays.asList(cells).subList(1, cells.length));
    }

    static boolean hold(List<Fact> facts, Sample sample) throws IOException {
      for (Fact fact : facts) {
        if (!fact.holds(sample)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Row> beginning = new ArrayList<>();
  private final List<Row> near = new ArrayList<>();
  private final List<Row> elsewhere = new ArrayList<>();

  Signatures() {
    for (String[] cells : Tables.rows("signatures.tsv")) {
      Row row = Row.of(cells);
      List<Fact> facts = row.needed();
      boolean first = facts.stream().anyMatch(fact -> fact.offset() == 0);
      boolean header = facts.stream().allMatch(fact -> fact.offset() < HEADER_BYTES_MAX);
      (first ? beginning : header ? near : elsewhere).add(row);
    }
  }

  /** What the first bytes tell; a row that holds together before one that has a mark alone. */
  Optional<Match> findAtBeginning(Sample sample) throws IOException {
    return first(beginning, sample);
  }

  /** What a header tells that has its mark behind its first byte. */
  Optional<Match> findNear(Sample sample) throws IOException {
    return first(near, sample);
  }

  /** What bytes further on tell. */
  Optional<Match> findElsewhere(Sample sample) throws IOException {
    return first(elsewhere, sample);
  }

  private static Optional<Match> first(List<Row> rows, Sample sample) throws IOException {
    Optional<Match> weak = Optional.empty();
    for (Row row : rows) {
      if (Row.hold(row.needed(), sample)) {
        Match match = new Match(row.format(), Row.hold(row.sound(), sample), row.cells());
        if (match.isSound()) {
          return Optional.of(match);
        }
        weak = weak.or(() -> Optional.of(match));
      }
    }
    return weak;
  }
}
