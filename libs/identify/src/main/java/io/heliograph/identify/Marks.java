package io.heliograph.identify;

import static io.heliograph.identify.Reading.Strength.MARK;
import static io.heliograph.identify.Reading.Strength.STRUCTURE;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Marks that readers accept anywhere in a file, or at its end: never believed where the file begins
 * as something else, and told beside it.
 */
final class Marks {
  private static final String HTML_APPLICATION = "<hta:application";
  private static final String PHP = "<?php";

  private Marks() {}

  /** Adds what marks tell; in a text only what no text has by chance. */
  static void add(
      List<Reading> readings, Sample sample, boolean isText, Optional<Signatures.Match> elsewhere)
      throws IOException {
    elsewhere.ifPresent(match -> readings.add(match.as(match.format(), MARK)));
    boolean structured = readings.stream().anyMatch(reading -> reading.strength() == STRUCTURE);
    if (!sample.has(0, "PK")) {
      String archive = ZipFormats.atTheEnd(sample);
      if (!archive.isEmpty()) {
        readings.add(Reading.of(archive, MARK, "a ZIP directory at the end"));
      }
    }
    if (!structured) {
      String end = Structures.findAtTheEnd(sample);
      if (!end.isEmpty()) {
        readings.add(Reading.of(end, MARK, "a footer"));
      }
    }
    if (PdfFormats.isFurtherOn(sample, isText)) {
      readings.add(Reading.of("document/pdf", MARK, "%PDF- within the first 1,024 bytes"));
    }
    if (!isText) {
      addMarkup(readings, sample);
    }
  }

  /** Interpreters that pass over all that is before their mark. */
  private static void addMarkup(List<Reading> readings, Sample sample) {
    String head = sample.latin(Sample.HEAD_BYTES).toLowerCase(Locale.ROOT);
    if (head.contains(HTML_APPLICATION)) {
      readings.add(Reading.of("code/hta", MARK, HTML_APPLICATION));
    }
    int php = head.indexOf(PHP);
    if (php >= 0 && php + PHP.length() < head.length() && head.charAt(php + PHP.length()) <= ' ') {
      readings.add(Reading.of("code/php", MARK, PHP));
    }
  }
}
