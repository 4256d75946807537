package io.heliograph.identify;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of what makes a text a script: the rows of its beginning decide, the first that fits;
 * of the others each expression that is found gives its points once, and the format with most
 * points wins, when it has enough. The engine has no backtracking: a search takes time that grows
 * with the text and the expression alone, and the stack of the expression alone. Immutable.
 */
final class Indicators {
  /** What a format needs. */
  static final int POINTS_MIN = 15;

  private static final String DECIDES = "top";

  /**
   * What a text is, and by how many points.
   *
   * @param facts the rows that fit
   */
  record Verdict(String format, int points, List<String> facts) {}

  /**
   * A row of the table.
   *
   * @param points 0 where it decides
   * @param words what must be in the text, see {@link TextWords#hasOneOf}; none when there are none
   * @param unless must not be found
   */
  record Rule(
      String format, int points, List<String> words, Pattern expression, Optional<Pattern> unless) {

    private static Rule of(String[] cells) {
      return new Rule(
          cells[0],
          cells[1].equals(DECIDES) ? 0 : Integer.parseInt(cells[1]),
          cells[2].equals("*") ? List.of() : List.of(cells[2].split(",", -1)),
          Pattern.compile(cells[3]),
          cells.length < 5 ? Optional.empty() : Optional.of(Pattern.compile(cells[4])));
    }

    boolean decides() {
      return points == 0;
    }

    /** Whether a search is worth its time. */
    boolean isPossible(TextWords text) {
      return words.isEmpty() || text.hasOneOf(words);
    }

    boolean matches(CharSequence text) {
      return expression.matcher(text).find()
          && (unless.isEmpty() || !unless.get().matcher(text).find());
    }

    private String fact() {
      return decides() ? expression.pattern() : points + " points: " + expression.pattern();
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  Indicators() {
    for (String[] cells : Tables.rows("indicators.tsv")) {
      rules.add(Rule.of(cells));
    }
  }

  /** The rows of the table; not to be changed. */
  List<Rule> rules() {
    return rules;
  }

  /** What the text is by its beginning. */
  Optional<Verdict> top(String text) {
    TextWords words = new TextWords(text);
    for (Rule rule : rules) {
      IdentificationInterruptedException.check();
      if (rule.decides() && rule.isPossible(words) && rule.matches(text)) {
        return Optional.of(new Verdict(rule.format(), 0, List.of(rule.fact())));
      }
    }
    return Optional.empty();
  }

  /** What the text may be by its words, most points first. */
  List<Verdict> verdicts(String text) {
    TextWords words = new TextWords(text);
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (Rule rule : rules) {
      IdentificationInterruptedException.check();
      if (!rule.decides() && rule.isPossible(words) && rule.matches(text)) {
        verdicts.merge(
            rule.format(),
            new Verdict(rule.format(), rule.points(), List.of(rule.fact())),
            Indicators::sum);
      }
    }
    return verdicts.values().stream()
        .sorted(Comparator.comparingInt(Verdict::points).reversed())
        .toList();
  }

  private static Verdict sum(Verdict first, Verdict second) {
    List<String> facts = new ArrayList<>(first.facts());
    facts.addAll(second.facts());
    return new Verdict(first.format(), first.points() + second.points(), facts);
  }
}
