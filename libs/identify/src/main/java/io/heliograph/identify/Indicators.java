package io.heliograph.identify;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The table of what makes a text a script: each expression that is found gives its points once; the
 * format with most points wins, when it has enough. The engine has no backtracking: a search takes
 * time that grows with the text and the expression alone, and the stack of the expression alone.
 * Immutable.
 */
final class Indicators {
  /** What a format needs. */
  static final int POINTS_MIN = 15;

  /** What a text is, and by how many points. */
  record Verdict(String format, int points) {}

  /**
   * A row of the table.
   *
   * @param words what must be in the text, see {@link TextWords#hasOneOf}; none when there are none
   * @param unless must not be found
   */
  record Rule(
      String format, int points, List<String> words, Pattern expression, Optional<Pattern> unless) {

    private static Rule of(String[] cells) {
      return new Rule(
          cells[0],
          Integer.parseInt(cells[1]),
          cells[2].equals("*") ? List.of() : List.of(cells[2].split(",", -1)),
          Pattern.compile(cells[3]),
          cells.length < 5 ? Optional.empty() : Optional.of(Pattern.compile(cells[4])));
    }

    /** Whether it looks at what the text begins with alone. */
    boolean isOfTheBeginning() {
      return expression.pattern().contains("\\A");
    }

    /** Whether a search is worth its time. */
    boolean isPossible(TextWords text) {
      return words.isEmpty() || text.hasOneOf(words);
    }

    boolean matches(CharSequence text) {
      return expression.matcher(text).find()
          && (unless.isEmpty() || !unless.get().matcher(text).find());
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private final List<Rule> beginnings = new ArrayList<>();

  Indicators() {
    for (String[] cells : Tables.rows("indicators.tsv")) {
      Rule rule = Rule.of(cells);
      rules.add(rule);
      if (rule.isOfTheBeginning()) {
        beginnings.add(rule);
      }
    }
  }

  /** The rows of the table; not to be changed. */
  List<Rule> rules() {
    return rules;
  }

  /** What the text is. */
  Optional<Verdict> find(String text) {
    return best(rules, text);
  }

  /** What the text is of some formats alone. */
  Optional<Verdict> find(String text, Predicate<String> formats) {
    return best(rules.stream().filter(rule -> formats.test(rule.format())).toList(), text);
  }

  /** What the text is by its first lines alone. */
  Optional<Verdict> findByBeginning(String text) {
    return best(beginnings, text);
  }

  private static Optional<Verdict> best(List<Rule> rules, String text) {
    TextWords words = new TextWords(text);
    Map<String, Integer> points = new HashMap<>();
    Verdict best = new Verdict("", POINTS_MIN - 1);
    for (Rule rule : rules) {
      IdentificationInterruptedException.check();
      if (rule.isPossible(words) && rule.matches(text)) {
        int sum = points.merge(rule.format(), rule.points(), Integer::sum);
        if (sum > best.points()) {
          best = new Verdict(rule.format(), sum);
        }
      }
    }
    return best.format().isEmpty() ? Optional.empty() : Optional.of(best);
  }
}
