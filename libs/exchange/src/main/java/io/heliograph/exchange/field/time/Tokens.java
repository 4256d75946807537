package io.heliograph.exchange.field.time;

import io.heliograph.exchange.json.PythonText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into words, numbers and single characters. A dot or a comma may belong to a number
 * ({@code 10.5}) or separate ({@code 31.08.2015}): a run that holds letters, two dots or ends in
 * one is cut at them.
 */
final class Tokens {
  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int position;

  private Tokens(String text) {
    this.text = text;
  }

  static List<String> of(String text) {
    Tokens tokens = new Tokens(text.replace("\0", ""));
    while (tokens.position < tokens.text.length()) {
      tokens.cut();
    }
    return tokens.tokens;
  }

  private void cut() {
    char first = text.charAt(position);
    if (isDigit(first) || Character.isLetter(first)) {
      run(first);
      return;
    }
    tokens.add(PythonText.isSpace(first) ? " " : String.valueOf(first));
    position += 1;
  }

  private void run(char first) {
    int start = position;
    boolean number = isDigit(first);
    boolean letters = false;
    boolean dotted = false;
    position += 1;
    while (position < text.length()) {
      char next = text.charAt(position);
      char last = text.charAt(position - 1);
      letters |= !number;
      boolean dot = next == '.' || (next == ',' && number && !dotted && position - start >= 2);
      if (dot) {
        dotted = true;
      } else if (number ? Character.isLetter(next) && last == '.' : isDigit(next) && last == '.') {
        // After a dot the kind of the run may change.
        number = !number;
      } else if (number ? !isDigit(next) : !Character.isLetter(next)) {
        break;
      }
      position += 1;
    }
    emit(text.substring(start, position), dotted, letters, number);
  }

  private void emit(String run, boolean dotted, boolean letters, boolean number) {
    int dots = (int) run.chars().filter(character -> character == '.').count();
    boolean open = run.endsWith(".") || run.endsWith(",");
    if (dotted && (letters || dots > 1 || open)) {
      int start = 0;
      for (int i = 0; i <= run.length(); i++) {
        boolean end = i == run.length();
        if (end || run.charAt(i) == '.' || run.charAt(i) == ',') {
          if (i > start) {
            tokens.add(run.substring(start, i));
          }
          if (!end) {
            tokens.add(run.substring(i, i + 1));
          }
          start = i + 1;
        }
      }
      return;
    }
    tokens.add(number && dotted && dots == 0 ? run.replace(',', '.') : run);
  }

  /** ASCII only: other digits would be read by Python and by nobody else. */
  static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
