package io.heliograph.exchange.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.exchange.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "comment | true | 'True'",
        "comment | 1e22 | '1e+22'",
        "comment | 0.00001 | '1e-05'",
        "comment | {'a':[1,null,'x']} | `{'a': [1, None, 'x']}`",
        "source.asn | 'AS 3320' | 3320",
        "source.port | '0080' | 80",
        "source.port | 80.0 | 80",
        "rtir_id | 123456789012345678901 | 123456789012345678901",
        "source.geolocation.latitude | '.5' | 0.5",
        "source.geolocation.latitude | '5.' | 5.0",
        "source.ip | '192.0.2.1/255.255.255.255' | '192.0.2.1'",
        "source.network | '192.0.2.77/0.0.0.255' | '192.0.2.0/24'",
        "source.network | 'fe80::1%eth0/64' | 'fe80::/64'",
        "tlp | 'tlpgreen' | 'GREEN'",
        "tlp | 'TLP:  amber' | 'AMBER'",
        "output | 'not json' | '\\'not json\\''",
        "output | {'b':1,'a':2.0} | '{\\'a\\': 2.0, \\'b\\': 1}'",
        "output | ' [1] ' | '[1]'",
        "output | 0 | '0'",
        "time.source | '31.08.15 8:16 pm' | '2015-08-31T20:16:00+00:00'",
        "time.source | '2015-08-31T08:16:10,5+02:00' | '2015-08-31T06:16:10.500000+00:00'",
        "source.url | 'file:etc' | 'file://localhost/etc'",
        "source.url | 'http://a b/' | 'http://a b/'"
      })
  void shouldStoreTheCanonicalFormWhenAValueIsTaken(String field, String input, String stored) {
    JsonNode value = Vectors.json(input.replace('\'', '"'));

    FieldOutcome outcome = Vectors.SANITATION.check(Kind.EVENT, field, value, Mode.CREATE);

    String expected =
        stored.startsWith("{")
            ? "\"" + stored + "\""
            : stored.replace("\\'", "\\\"").replace('\'', '"');
    assertThat(Vectors.reread(FieldAnswer.json(outcome)).path("stored").path(field))
        .as(outcome.toString())
        .isEqualTo(Vectors.json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "malware.name | 12 | sanitise",
        "comment | '  ' | type",
        "comment | false | sanitise",
        "source.ip | '0.0.0.0/32' | sanitise",
        "source.fqdn | '0.0.0.0' | sanitise",
        "source.fqdn | 'b。' | sanitise",
        "source.geolocation.latitude | '0x1p3' | sanitise",
        "source.geolocation.latitude | '1_0' | sanitise",
        "source.geolocation.latitude | '1e999' | sanitise",
        "rtir_id | '٣' | sanitise",
        "destination.port | 65536 | type",
        "feed.code |"
            + " 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'"
            + " | length",
        "event_hash | 'xyz' | regex",
        "protocol.transport | 'tcpx' | iregex",
        "extra | {'Foo':1} | key",
        "extra | {} | type",
        "comment.sub | 'x' | key",
        "time.source | '2015-08' | sanitise",
        "time.source | '08:16' | sanitise",
        "time.source | '2015-08-31 08:16 MSK' | sanitise"
      })
  void shouldNameTheRuleWhenAValueIsRefused(String field, String input, String rule) {
    JsonNode value = Vectors.json(input.replace('\'', '"'));

    FieldOutcome outcome = Vectors.SANITATION.check(Kind.EVENT, field, value, Mode.IMPORT);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            FieldOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.fault().rule().wire()).isEqualTo(rule);
              assertThat(rejected.fault().message()).startsWith(rejected.fault().field() + ": ");
            });
  }

  @Test
  void shouldTakeTheSecondTlpWhenItIsSwitchedOn() {
    Sanitation second = new Sanitation(true, 2026);

    assertThat(stored(second, "TLP:CLEAR")).isEqualTo(Vectors.object("{'tlp':'WHITE'}"));
    assertThat(stored(second, "amber+strict"))
        .isEqualTo(Vectors.object("{'tlp':'RED','extra.tlp2':'AMBER+STRICT'}"));
    assertThat(stored(second, "TLP: amber")).isEqualTo(Vectors.object("{'tlp':'AMBER'}"));
  }

  private static JsonNode stored(Sanitation sanitation, String level) {
    return FieldAnswer.json(
            sanitation.check(
                Kind.EVENT, "tlp", Vectors.JSON.getNodeFactory().textNode(level), Mode.IMPORT))
        .path("stored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'extra.a':1,'extra':{'a':2}}",
        "{'extra':{'a':2},'extra.a':1}",
        "{'extra':'{\\'a\\':2}','extra.a':1}"
      })
  void shouldRefuseTheSecondWhenAFieldIsSetTwice(String message) {
    JsonNode sent = Vectors.json(message.replace("\\'", "\\\"").replace('\'', '"'));

    Payload payload = Payload.of(Vectors.SANITATION, Kind.EVENT, sent, Mode.IMPORT);

    assertThat(payload.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.rule()).isEqualTo(Rule.EXISTS));
  }

  @Test
  void shouldStopAtAHundredFaultsWhenAMessageIsJunk() {
    var junk = Vectors.JSON.createObjectNode();
    for (int i = 0; i < 1000; i++) {
      junk.put("junk" + i, i);
    }

    Payload payload = Payload.of(Vectors.SANITATION, Kind.EVENT, junk, Mode.IMPORT);

    assertThat(payload.faults()).hasSize(Payload.FAULTS_MAX);
  }

  @Test
  void shouldRefuseWhenAKeyOrALabelIsTooLong() {
    JsonNode one = Vectors.json("1");
    String key = "extra" + ".a".repeat(125);
    String label = "\u00e4".repeat(1001);

    assertThat(Vectors.SANITATION.check(Kind.EVENT, key, one, Mode.CREATE))
        .isInstanceOf(FieldOutcome.Accepted.class);
    assertThat(Vectors.SANITATION.check(Kind.EVENT, key + ".a", one, Mode.CREATE))
        .isInstanceOf(FieldOutcome.Rejected.class);
    assertThat(
            Vectors.SANITATION.check(
                Kind.EVENT, "source.fqdn", Vectors.json("\"" + label + "\""), Mode.CREATE))
        .isInstanceOf(FieldOutcome.Rejected.class);
  }

  @ParameterizedTest
  @CsvSource({"26-01-02,2026", "75-01-02,2075", "76-01-02,1976", "99-01-02,1999"})
  void shouldBeWithinFiftyYearsWhenAYearHasTwoDigits(String text, String year) {
    // 01-02 would be read month first: the year is named by its size only above 31.
    JsonNode time = Vectors.JSON.getNodeFactory().textNode("02-Jan-" + text.substring(0, 2));

    FieldOutcome outcome = Vectors.SANITATION.check(Kind.EVENT, "time.source", time, Mode.CREATE);

    assertThat(FieldAnswer.json(outcome).path("stored").path("time.source").asText())
        .startsWith(year + "-01-02T");
  }
}
