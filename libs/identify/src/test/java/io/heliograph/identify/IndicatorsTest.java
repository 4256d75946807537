package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table finds what it is for, and no text makes its search long or deep. */
class IndicatorsTest {
  private static final Indicators INDICATORS = new Indicators();

  /** Far less than any engine that calls itself for each character gets through. */
  private static final int STACK_BYTES = 256 * 1024;

  /** Each step of RE2 looks at the character before and at the one after. */
  private static final int LOOKS_PER_CHARACTER = 12;

  static List<Indicators.Rule> rules() {
    return INDICATORS.rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldLookAtEachCharacterAFewTimesWhenTheTextIsTheWorstForTheRule(Indicators.Rule rule)
      throws InterruptedException {
    onSmallStack(
        () -> {
          String worst = "";
          long most = -1;
          for (String piece : WorstTexts.pieces(rule)) {
            long looks = looks(rule, WorstTexts.of(piece, WorstTexts.SIZES.getFirst()));
            if (looks > most) {
              most = looks;
              worst = piece;
            }
          }
          for (int size : WorstTexts.SIZES) {
            assertThat(looks(rule, WorstTexts.of(worst, size)))
                .as("%s of '%s'", size, worst)
                .isLessThanOrEqualTo((long) LOOKS_PER_CHARACTER * (size + 1));
          }
        });
  }

  private static long looks(Indicators.Rule rule, String text) {
    Counted counted = new Counted(text);
    boolean found = rule.matches(counted);
    assertThat(found && !rule.isPossible(new TextWords(text)))
        .as("the words of %s spare a search that would find", rule.expression())
        .isFalse();
    return counted.looks;
  }

  /** Counts how often the engine looks at a character. */
  private static final class Counted implements CharSequence {
    private final String text;
    private long looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static void onSmallStack(Runnable work) throws InterruptedException {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(null, work, "small", STACK_BYTES);
    thread.setUncaughtExceptionHandler((dead, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldFindWhatTheRuleIsFor(Indicators.Rule rule) throws Exception {
    Predicate<String> found = text -> rule.isPossible(new TextWords(text)) && rule.matches(text);

    assertThat(examples(rule.format())).anyMatch(found);
    assertThat(found.test("It was a quiet day, and nobody wrote a line.\n")).isFalse();
  }

  /** By hand, a line an example, and the samples of the format. */
  private static List<String> examples(String format) throws Exception {
    try (InputStream table = IndicatorsTest.class.getResourceAsStream("indicator-examples.tsv")) {
      List<String> ours =
          new String(table.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> line.startsWith(format + "\t"))
              .map(line -> line.substring(line.indexOf('\t') + 1).translateEscapes())
              .toList();
      return Stream.concat(ours.stream(), samples(format).stream()).toList();
    }
  }

  private static List<String> samples(String format) throws Exception {
    return SamplesTest.samples()
        .filter(sample -> sample.get()[1].equals(format))
        .map(sample -> read(sample.get()[0].toString()))
        .toList();
  }

  private static String read(String file) {
    try (InputStream sample = IndicatorsTest.class.getResourceAsStream("samples/" + file)) {
      return new String(sample.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE HTML>\\n<p>x | code/html",
        "<!doctype html>\\n<p>x | code/html",
        "<HTML><BODY>x</BODY></HTML> | code/html",
        "<!DOCTYPE book PUBLIC \"-//OASIS//DTD DocBook V4.5//EN\">\\n<book> | code/sgml",
        "<!doctype htmlx>\\n | code/sgml",
        "<?PHP echo 1; | code/php",
        "BODY { COLOR: red; } | code/css",
        "(DEFUN f (x) x)\\n;; note\\n | code/lisp",
        "begin:vcalendar\\nversion:2.0\\n | text/calendar",
        "package a.b;\\ninterface C {} | code/java",
        "syntax = \"proto3\";\\npackage a.b;\\n | code/protobuf",
        "module a.b {\\n  requires java.sql;\\n}\\n | code/java"
      })
  void shouldCompareWithoutCaseWhereTheLanguageDoes(String text, String format) throws IOException {
    assertThat(
            new Identifier()
                .identify(new BytesChannel(text.translateEscapes().getBytes(UTF_8)))
                .fileFormat())
        .isEqualTo(format);
  }
}
