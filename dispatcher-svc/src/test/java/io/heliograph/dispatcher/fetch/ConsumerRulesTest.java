package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of contract dispatcher.md part 2 section 2, through the parameters that ask for it.
 */
class ConsumerRulesTest {
  private static final List<EventHeaders> FIVE =
      List.of(
          Facts.binary()
              .with(Headers.SOURCE, "mysource")
              .with(Headers.ACTION, "enriched")
              .headers(),
          Facts.binary().streams("content=text/plain", 100).headers(),
          Facts.binary().streams("content=text/plain", 1000).headers(),
          Facts.binary()
              .with(Headers.ACTION, "extracted")
              .streams("content=text/plain", 10000)
              .headers(),
          Facts.binary()
              .with(Headers.ACTION, "augmented")
              .streams("content=text/plain,pcap=network/tcpdump", 10000)
              .headers());

  private static List<Integer> kept(String query, List<EventHeaders> events) {
    ConsumerRules rules = ParsedRules.of(query);
    return IntStream.range(0, events.size())
        .filter(at -> rules.rejection(events.get(at)) == null)
        .boxed()
        .toList();
  }

  private static String reason(String query, Facts event) {
    return ParsedRules.of(query).rejection(event.headers());
  }

  private static List<EventHeaders> contents(String... formats) {
    List<EventHeaders> events = new ArrayList<>();
    for (String format : formats) {
      events.add(Facts.binary().streams("content=" + format, 10).headers());
    }
    return events;
  }

  @ParameterizedTest
  @CsvSource({
    "r-under-content-size=1020, '1,2'",
    "r-under-content-size=1020&r-over-content-size=1000, '2'",
    "r-over-content-size=2000, '3,4'",
    "r-action=extracted&r-action=augmented, '3,4'",
    "r-source=testing&r-action=sourced, '1,2'",
    "d-action=mapped&d-action=enriched, '1,2,3,4'",
    "r-source=mysource, '0'",
    "r-content=true, '1,2,3'",
    "r-under-content-size=1000&r-over-content-size=1000, '2'",
    "r-under-content-size=999&r-over-content-size=101, ''",
    "r-streams=content, '0,1,2,3'",
    "r-streams=content&r-streams=pcap, '4'",
    "'r-streams=*', '0,1,2,3,4'",
    "'r-streams=*,network/', '0'",
    "f-max-content-size=1020&f-min-content-size=1000, '2'",
    "f-allow-event-type=extracted&f-allow-event-type=augmented, '3,4'",
    "f-deny-event-type=mapped&f-deny-event-type=enriched, '1,2,3,4'",
    "f-data-type=content&f-data-type=pcap, '4'",
    "requires-data=1, '1,2,3'",
  })
  void shouldKeepTheTablesEventsWhenAsked(String query, String expected) {
    assertThat(kept(query, FIVE).stream().map(String::valueOf).toList())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",")));
  }

  @ParameterizedTest
  @CsvSource({"d-self=true, '1,2,3'", "f-self=true, '1,2,3'", "d-self=false, '0,1,2,3,4'"})
  void shouldKeepOthersEventsWhenOwnOnesAreDenied(String query, String expected) {
    List<EventHeaders> events = new ArrayList<>();
    for (String author : List.of("test", "tester", "intest", "apple", "test")) {
      events.add(Facts.binary().with(Headers.AUTHOR, author).headers());
    }

    assertThat(kept("name=test&" + query, events).stream().map(String::valueOf).toList())
        .isEqualTo(List.of(expected.split(",")));
  }

  @Test
  void shouldWantEveryStreamInTheFormatsWhenTheWildcardNamesPrefixes() {
    List<EventHeaders> events =
        new ArrayList<>(
            contents(
                "executable/windows/pe32",
                "executable/windows/dll32",
                "executable/windows/dll64",
                "text/plain"));
    events.add(
        Facts.binary().streams("content=executable/windows/pe32,safe_png=image/png", 10).headers());
    events.add(Facts.binary().streams("safe_png=image/png", -1).headers());

    assertThat(kept("r-streams=*,executable/windows/pe32,executable/windows/dll32", events))
        .containsExactly(0, 1);
  }

  @Test
  void shouldKeepOnlyTheEventWithBothWhenTwoLabelsAreAskedFor() {
    List<EventHeaders> events =
        List.of(
            Facts.binary().streams("content=text/plain", 10).headers(),
            Facts.binary().streams("pcap=network/tcpdump", -1).headers(),
            Facts.binary().streams("content=text/plain,pcap=network/tcpdump", 10).headers(),
            Facts.binary().streams("content=text/plain,pcap=network/other", 10).headers(),
            Facts.binary().headers());

    assertThat(kept("r-streams=content&r-streams=pcap,network/tcpdump", events)).containsExactly(2);
  }

  @Test
  void shouldCompareTheBeginningOfTheFormatWhenAPrefixIsGiven() {
    List<EventHeaders> events =
        contents(
            "executable/windows/pe32",
            "executable/windows/dll32",
            "executable/windows/com",
            "executable/windows/pe64",
            "text/plain",
            "other");

    assertThat(kept("r-streams=content,executable/", events)).containsExactly(0, 1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "r-source=other, reject_source",
    "r-action=mapped, reject_event_type",
    "d-action=sourced, reject_event_type",
    "name=tester&d-self=t, reject_self",
    "r-under-content-size=99, reject_content_too_large",
    "r-over-content-size=101, reject_content_too_small",
    "r-streams=content, reject_stream",
    "r-streams=content&r-streams=report&r-streams=test, reject_stream",
    "'r-streams=content,image/&r-streams=report', reject_file_format",
    "'r-source=other&r-action=mapped', reject_source",
    "'r-action=mapped&name=tester&d-self=t', reject_event_type",
    "'r-under-content-size=99&r-streams=report', reject_content_too_large",
  })
  void shouldNameTheFirstRuleThatRejects(String query, String reason) {
    Facts event = Facts.binary().streams("content=text/plain,report=text/json", 100);

    assertThat(reason(query, event)).isEqualTo("FilterConsumerRules-" + reason);
  }

  @Test
  void shouldMissTheContentWhenABoundIsGivenAndThereIsNone() {
    Facts event = Facts.binary().streams("report=text/json", -1);

    assertThat(reason("r-over-content-size=1", event))
        .isEqualTo("FilterConsumerRules-reject_no_content");
    assertThat(reason("r-content=true", event)).isEqualTo("FilterConsumerRules-reject_no_content");
  }

  @Test
  void shouldLetAnEventWithoutStreamsPassWhenOneLabelIsAskedFor() {
    assertThat(reason("r-streams=content,text/", Facts.binary())).isNull();
    assertThat(reason("r-streams=content&r-streams=report", Facts.binary()))
        .isEqualTo("FilterConsumerRules-reject_stream");
  }

  @Test
  void shouldCountStreamsAndNotLabelsWhenSeveralLabelsAreAskedFor() {
    Facts twice = Facts.binary().streams("content=text/plain,content=text/plain", 10);

    assertThat(reason("r-streams=content&r-streams=pcap", twice)).isNull();
  }

  @Test
  void shouldJudgeTheInputOfAStatusByRulesOneToFourOnly() {
    Facts status =
        Facts.of(Model.STATUS)
            .with(Headers.SOURCE, "a")
            .with(Headers.ACTION, "sourced")
            .with(Headers.AUTHOR, "reporter")
            .with(Headers.INPUT_AUTHOR, "tester");

    assertThat(reason("r-source=b", status)).isEqualTo("FilterConsumerRules-reject_source");
    assertThat(reason("d-action=sourced", status))
        .isEqualTo("FilterConsumerRules-reject_event_type");
    assertThat(reason("name=tester&d-self=1", status)).isEqualTo("FilterConsumerRules-reject_self");
    assertThat(reason("name=reporter&d-self=1", status)).isNull();
    assertThat(reason("r-source=a&r-over-content-size=10&r-streams=pcap&r-streams=x", status))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"DOWNLOAD", "INSERT", "DELETE", "PLUGIN", "RETROHUNT"})
  void shouldLetOtherModelsPass(Model.Builtin model) {
    Facts event = Facts.of(model).with(Headers.SOURCE, "a").with(Headers.AUTHOR, "me");

    assertThat(reason("name=me&d-self=1&r-source=b&r-content=true&r-streams=x", event)).isNull();
  }
}
