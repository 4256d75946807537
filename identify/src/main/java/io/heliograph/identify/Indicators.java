package io.heliograph.identify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The table of what makes a text a script: each expression that is found gives its points once; the
 * format with most points wins, when it has enough. Immutable.
 */
final class Indicators {
  private static final int POINTS_MIN = 15;

  private record Row(String format, int points, Pattern pattern) {}

  private final List<Row> rows = new ArrayList<>();

  Indicators() {
    for (String[] cells : Tables.rows("indicators.tsv")) {
      rows.add(new Row(cells[0], Integer.parseInt(cells[1]), Pattern.compile(cells[2])));
    }
  }

  Optional<String> find(String text) {
    Map<String, Integer> points = new HashMap<>();
    String best = "";
    int most = POINTS_MIN - 1;
    CharSequence bounded = new Interruptible(text);
    for (Row row : rows) {
      if (row.pattern().matcher(bounded).find()) {
        int sum = points.merge(row.format(), row.points(), Integer::sum);
        if (sum > most) {
          most = sum;
          best = row.format();
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Lets a time limit end a search: matchers know no other way. */
  private record Interruptible(CharSequence text) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if ((index & 0xff) == 0 && Thread.currentThread().isInterrupted()) {
        throw new IdentificationInterruptedException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
