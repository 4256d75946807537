package io.heliograph.identify;

import static io.heliograph.identify.Reading.Strength.REST;
import static io.heliograph.identify.Reading.Strength.TOP;
import static io.heliograph.identify.Reading.Strength.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a text is: by its beginning first (an interpreter, the headers of mail, a root element), by
 * several weak facts else. Thread-safe.
 */
final class TextFormats {
  private final Indicators indicators = new Indicators();

  /** Every reading with enough to speak for it, and the best of those that have not. */
  List<Reading> readings(TextLook text) {
    List<Reading> readings = new ArrayList<>();
    top(text).ifPresent(readings::add);
    int told = 0;
    for (Indicators.Verdict verdict : indicators.verdicts(text.text())) {
      boolean enough = verdict.points() >= Indicators.POINTS_MIN;
      if (enough || told == 0) {
        readings.add(
            new Reading(
                verdict.format(), enough ? WORDS : REST, verdict.points(), verdict.facts()));
      }
      told++;
    }
    return readings;
  }

  private Optional<Reading> top(TextLook text) {
    boolean whole = text.isWhole();
    if (MailLook.matches(text.text())) {
      return Optional.of(Reading.of("document/email", TOP, "headers of mail"));
    }
    Optional<Reading> row =
        indicators.top(text.text()).map(top -> new Reading(top.format(), TOP, 0, top.facts()));
    if (row.isPresent()) {
      return row;
    }
    if (JsonLook.matches(text.text(), whole)) {
      return Optional.of(Reading.of("text/json", TOP, "JSON as far as it goes"));
    }
    return XmlLook.of(text.text(), whole)
        .map(xml -> Reading.of(xml.format(), TOP, "root element " + xml.root()));
  }
}
