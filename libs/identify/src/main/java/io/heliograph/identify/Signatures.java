package io.heliograph.identify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of bytes at fixed places. What says something of the first byte is believed before all
 * others, so that nothing further on hides what the content begins with. Immutable.
 */
final class Signatures {
  private record Row(String format, List<Fact> facts) {
    boolean matches(Sample sample) throws IOException {
      for (Fact fact : facts) {
        if (!fact.holds(sample)) {
          return false;
        }
      }
      return true;
    }

    boolean isOfTheBeginning() {
      return facts.stream().anyMatch(Fact::isOfTheFirstByte);
    }
  }

  private final List<Row> beginning = new ArrayList<>();
  private final List<Row> elsewhere = new ArrayList<>();

  Signatures() {
    for (String[] cells : Tables.rows("signatures.tsv")) {
      List<Fact> facts = new ArrayList<>();
      for (int cell = 1; cell < cells.length; cell++) {
        facts.add(Fact.of(cells[cell]));
      }
      Row row = new Row(cells[0], facts);
      (row.isOfTheBeginning() ? beginning : elsewhere).add(row);
    }
  }

  /** The format that the first bytes tell. */
  Optional<String> findAtBeginning(Sample sample) throws IOException {
    return first(beginning, sample);
  }

  /** The format that bytes further on tell. */
  Optional<String> findElsewhere(Sample sample) throws IOException {
    return first(elsewhere, sample);
  }

  private static Optional<String> first(List<Row> rows, Sample sample) throws IOException {
    for (Row row : rows) {
      if (row.matches(sample)) {
        return Optional.of(row.format());
      }
    }
    return Optional.empty();
  }
}
