package io.heliograph.dashboard.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.geo.Geolocator;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code corrected} counts otherwise than MISP-dashboard, each beside what MISP-dashboard
 * does.
 */
class CorrectedMessagesTest {
  private static final MessageContext MAY = new MessageContext("misp1", 1_714_521_600_000L);
  private static final String GEO = "src/test/resources/misp/geo-test-city.mmdb";

  private static MessageHandler handler(boolean misp) {
    return new MessageHandler(
        new Rules(misp, false, ZoneId.of("UTC"), "1", 8 << 20),
        new Geolocator(List.of(Path.of(GEO)), misp));
  }

  private static Outcome outcome(boolean misp, String topic, String body) {
    return handler(misp).handle((topic + " " + body.replace('\'', '"')).getBytes(UTF_8), MAY);
  }

  private static List<Effect> effects(boolean misp, String topic, String body) {
    return switch (outcome(misp, topic, body)) {
      case Outcome.Counted counted -> counted.effects();
      case Outcome.Partly partly -> partly.effects();
      case Outcome.Rejected rejected -> List.of();
    };
  }

  private static List<Effect.Contributed> contributions(boolean misp, String topic, String body) {
    return effects(misp, topic, body).stream()
        .filter(Effect.Contributed.class::isInstance)
        .map(Effect.Contributed.class::cast)
        .toList();
  }

  private static String attribute(String type, String category, String value, String more) {
    return """
        {'Event': {'Orgc': {'name': 'Zeta'}}, 'Attribute': {'object_id': '0', 'type': '%s',
         'category': '%s', 'value': '%s', 'timestamp': '1714521600'%s}}"""
        .formatted(type, category, value, more);
  }

  private static String sighting(String type) {
    return """
        {'Sighting': {'type': %s, 'date_sighting': '1714521600', 'Event': {'Orgc': {'name': 'Zeta'}},
         'Attribute': {'object_id': '0', 'type': 'text', 'category': 'Other', 'value': 'x'}}}"""
        .formatted(type);
  }

  private static String event(String outer, String inner) {
    return """
        {'Event': {'info': 'title', 'timestamp': '1714521600', 'Attribute': []%s}%s}"""
        .formatted(inner, outer);
  }

  @Test
  void shouldCreditTheCreatorWithinTheEventWhenNoneStandsBesideIt() {
    String within =
        event(
            "",
            ", 'Orgc': {'name': 'Inside'}, 'Tag': [{'id': 1, 'name': 'tlp:red', 'colour': '#000000'}]");
    String beside = event(", 'Orgc': {'name': 'Beside'}", ", 'Orgc': {'name': 'Inside'}");

    assertThat(contributions(true, "misp_json", within)).isEmpty();
    assertThat(contributions(false, "misp_json", within))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.organisation()).isEqualTo("Inside");
              assertThat(one.kind()).isEqualTo(Effect.Contribution.EVENT);
              assertThat(one.labelled()).isTrue();
            });
    for (boolean misp : new boolean[] {true, false}) {
      assertThat(contributions(misp, "misp_json_event", beside))
          .map(Effect.Contributed::organisation)
          .containsExactly("Beside");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+800 1234 5678", "+882 16 1234567", "+870 773 111 632"})
  void shouldCountWithoutAPlaceWhenATelephoneIsOfNoCountry(String number) {
    String message = attribute("phone-number", "Person", number, "");

    assertThat(contributions(false, "misp_json_attribute", message)).hasSize(1);
    assertThat(effects(false, "misp_json_attribute", message))
        .noneMatch(Effect.Placed.class::isInstance);
    assertThat(outcome(true, "misp_json_attribute", message)).isInstanceOf(Outcome.Partly.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, TRENDINGS_SIGHT_sightings:20240501",
    "'''0''', TRENDINGS_SIGHT_sightings:20240501",
    "1, TRENDINGS_SIGHT_false_positive:20240501",
    "'''1''', TRENDINGS_SIGHT_false_positive:20240501"
  })
  void shouldCountASightingWhetherItsTypeIsTextOrANumber(String type, String key) {
    assertThat(effects(false, "misp_json_sighting", sighting(type)))
        .contains(new Effect.Count(key));
    assertThat(effects(true, "misp_json_sighting", sighting(type)).contains(new Effect.Count(key)))
        .isEqualTo(type.length() > 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'3'", "7", "'x'", "null", "true"})
  void shouldListASightingAsRefusedInPartWhenItsTypeIsUnknown(String type) {
    Outcome outcome = outcome(false, "misp_json_sighting", sighting(type));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Partly.class,
            partly -> assertThat(partly.detail()).startsWith("Sighting.type is none of"));
  }

  @Test
  void shouldNotRefuseAnExpirationOfEitherForm() {
    for (String type : List.of("'2'", "2")) {
      assertThat(outcome(false, "misp_json_sighting", sighting(type)))
          .isInstanceOf(Outcome.Counted.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, ATTRIBUTE",
    "'''0''', ATTRIBUTE",
    "12, OBJECT_ATTRIBUTE",
    "'''12''', OBJECT_ATTRIBUTE",
    "null, ATTRIBUTE"
  })
  void shouldTellAnObjectsAttributeByItsNumberInEitherForm(String id, Effect.Contribution kind) {
    String message =
        attribute("text", "Other", "x", "").replace("'object_id': '0'", "'object_id': " + id);

    assertThat(contributions(false, "misp_json_attribute", message))
        .map(Effect.Contributed::kind)
        .containsExactly(kind);
  }

  @Test
  void shouldTrendOneTagWhetherItsNumberIsTextOrNot() {
    String tag = ", 'Tag': [{'id': %s, 'name': 'tlp:red', 'colour': '#ff0000'}]";
    List<Effect> text = effects(false, "misp_json_event", event("", tag.formatted("'5'")));
    List<Effect> number = effects(false, "misp_json_event", event("", tag.formatted("5")));

    assertThat(number).isEqualTo(text);
    assertThat(effects(true, "misp_json_event", event("", tag.formatted("5"))))
        .contains(
            new Effect.Gain(
                "TRENDINGS_TAGS:20240501",
                "{\"id\": 5, \"name\": \"tlp:red\", \"colour\": \"#ff0000\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "'1'"})
  void shouldNotCountAnAttributeWhenItIsDeleted(String deleted) {
    String message = attribute("text", "Other", "x", ", 'deleted': " + deleted);

    assertThat(effects(false, "misp_json_attribute", message)).isEmpty();
    assertThat(contributions(true, "misp_json_attribute", message)).hasSize(1);
    assertThat(outcome(false, "misp_json_attribute", message)).isInstanceOf(Outcome.Counted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "'0'", "null"})
  void shouldCountAnAttributeWhenItIsNotDeleted(String deleted) {
    String message = attribute("text", "Other", "x", ", 'deleted': " + deleted);

    assertThat(contributions(false, "misp_json_attribute", message)).hasSize(1);
  }

  @Test
  void shouldCountNothingWhenADeletionIsAnnounced() {
    String delete = ", 'action': 'delete'}";
    String attribute = attribute("text", "Other", "x", "");
    String gone = attribute.substring(0, attribute.length() - 1) + delete;
    String sighting = sighting("'0'");
    String withdrawn = sighting.substring(0, sighting.length() - 1) + delete;

    assertThat(effects(false, "misp_json_attribute", gone)).isEmpty();
    assertThat(effects(false, "misp_json_sighting", withdrawn)).isEmpty();
    assertThat(effects(false, "misp_json_event", event(delete.replace("}", ""), ""))).isEmpty();
    assertThat(effects(true, "misp_json_sighting", withdrawn)).isNotEmpty();
    assertThat(effects(false, "misp_json_sighting", sighting)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ip-dst|port, 198.51.100.7|443",
    "ip-src|port, 198.51.100.7|1",
    "domain|ip, mail.example|198.51.100.7"
  })
  void shouldPlaceTheAddressWhenItIsHalfOfAValue(String type, String value) {
    String message = attribute(type, "Network activity", value, "");

    assertThat(effects(false, "misp_json_attribute", message))
        .anyMatch(Effect.Placed.class::isInstance)
        .contains(new Effect.Gain("GEO_COUNTRY:20240501", "LU"));
    assertThat(effects(true, "misp_json_attribute", message))
        .noneMatch(Effect.Placed.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-62135596800", "4102444801", "253402300799"})
  void shouldRefuseATimeWhoseDayWouldBeOneOfAMillionKeys(String seconds) {
    String message = attribute("text", "Other", "x", "").replace("1714521600", seconds);

    assertThat(outcome(false, "misp_json_attribute", message))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            refused -> assertThat(refused.rejection()).isEqualTo(Rejection.BAD_TIMESTAMP));
    assertThat(outcome(false, "misp_json_attribute", message.replace(seconds, "0")))
        .isInstanceOf(Outcome.Counted.class);
  }
}
