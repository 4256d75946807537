package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.ConsumerRules;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.event.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchParametersTest {

  private static FetchParameters parsed(String query) {
    return ParsedRules.parsed("binary", true, "r-live=true&" + query);
  }

  @Test
  void shouldTakeTheDefaultsWhenOnlyAQueueIsNamed() {
    FetchParameters parameters = ParsedRules.parsed("status", false, "r-historic=1");

    assertThat(parameters.subscription().name()).isEmpty();
    assertThat(parameters.subscription().version()).isEmpty();
    assertThat(parameters.subscription().model()).isEqualTo(Model.STATUS);
    assertThat(parameters.subscription().queues()).containsExactly(Queue.HISTORIC);
    assertThat(parameters.subscription().active()).isFalse();
    assertThat(parameters.count()).isEqualTo(1);
    assertThat(parameters.deadlineSeconds()).isEqualTo(5);
    assertThat(parameters.avro()).isFalse();
    assertThat(parameters.reset()).isFalse();
    assertThat(parameters.filter()).isEmpty();
    assertThat(parameters.maxSecurity()).isEmpty();
    assertThat(parameters.rules()).isEqualTo(ConsumerRules.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "r-liv=true, r-liv, r-live",
    "r-live=maybe&nme=a, nme, name",
    "r-live=true&count=x&r-actions=sourced, r-actions, r-action",
    "R-Liv=true, R-Liv, r-live"
  })
  void shouldNameTheParameterThatWasMeantWhenSomethingIsWrong(
      String query, String given, String meant) {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> ParsedRules.parsed("binary", true, query))
        .withMessageStartingWith("bad parameter for ")
        .withMessageEndingWith(
            "; parameter " + given + " is not known, did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"count=x", "count=x&r-live=true", "zzzz=1", "utm_source=a&count=x"})
  void shouldNameNoParameterWhenNoneWasMeant(String query) {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> ParsedRules.parsed("binary", true, query))
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("did you mean"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-3, 1",
    "1, 1",
    "+7, 7",
    "1000, 1000",
    "5000, 1000",
    "9223372036854775807, 1000",
    "'', 1",
  })
  void shouldClampTheCount(String count, int expected) {
    assertThat(parsed("count=" + count.replace("+", "%2B")).count()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "deadline=7, 7",
    "timeout=7, 7",
    "deadline=3&timeout=7, 3",
    "deadline=, 5",
    "deadline=0, 0",
    "deadline=-1, -1",
  })
  void shouldReadTheDeadlineUnderBothNames(String query, long expected) {
    assertThat(parsed(query).deadlineSeconds()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
  void shouldBeTrueWhenTheBooleanIs(String value) {
    assertThat(parsed("reset=" + value).reset()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False", ""})
  void shouldBeFalseWhenTheBooleanIsOrIsEmpty(String value) {
    assertThat(parsed("reset=" + value).reset()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "binary, r-live=yes, r-live, 'yes'",
    "binary, r-live=tRUE, r-live, 'tRUE'",
    "binary, r-expedite=2, r-expedite, '2'",
    "binary, r-historic=on, r-historic, 'on'",
    "binary, r-live=1&avro-format=x, avro-format, 'x'",
    "binary, r-live=1&debug=x, debug, 'x'",
    "binary, r-live=1&reset=x, reset, 'x'",
    "binary, r-live=1&d-self=x, d-self, 'x'",
    "binary, r-live=1&f-self=x, f-self, 'x'",
    "binary, r-live=1&r-content=x, r-content, 'x'",
    "binary, r-live=1&requires-data=x, requires-data, 'x'",
    "binary, r-historic=1&ignore-historic=x, ignore-historic, 'x'",
    "binary, r-live=1&count=one, count, 'one'",
    "binary, r-live=1&count=1.5, count, '1.5'",
    "binary, r-live=1&count=٣, count, '٣'",
    "binary, r-live=1&count=9223372036854775808, count, integer",
    "binary, r-live=1&deadline=5s, deadline, '5s'",
    "binary, r-live=1&timeout=5s, timeout, '5s'",
    "binary, r-live=1&r-under-content-size=1K, r-under-content-size, '1K'",
    "binary, r-live=1&r-over-content-size=x, r-over-content-size, 'x'",
    "binary, r-live=1&f-max-content-size=x, f-max-content-size, 'x'",
    "binary, r-live=1&r-under-content-size=5&r-over-content-size=6, r-over-content-size, 6",
    "binary, r-live=1&f-max-content-size=5&f-min-content-size=6, f-min-content-size, 6",
    "binary, r-live=1&r-action=made, r-action, made",
    "binary, r-live=1&d-action=made, r-action, made",
    "binary, r-live=1&f-allow-event-type=made, r-action, made",
    "status, r-live=1&r-action=made, r-action, made",
    "binary, r-live=1&r-content=1&r-action=sourced, r-content, combined",
    "binary, r-live=1&r-content=1&d-action=sourced, r-content, combined",
    "binary, count=1, r-live, at least one",
    "binary, r-live=0&r-historic=0, r-live, at least one",
    "binary, r-historic=1&ignore-historic=1, r-live, at least one",
    "status, r-expedite=1&r-live=1, r-expedite, binary",
    "scoob, r-live=1, model, not a registered model type: scoob",
    "'', r-live=1, model, 'not a registered model type: '",
    "BINARY, r-live=1, model, not a registered model type: BINARY",
  })
  void shouldNameTheParameterWhenItIsBad(String model, String query, String key, String reason) {
    assertThatExceptionOfType(HubException.class)
        .isThrownBy(() -> ParsedRules.parsed(model, true, query))
        .satisfies(
            bad -> {
              assertThat(bad.code()).isEqualTo(ErrorCode.BAD_PARAMETERS);
              assertThat(bad.code().status()).isEqualTo(422);
              assertThat(bad.code().title()).isEqualTo("bad parameters");
              assertThat(bad.detail())
                  .startsWith("bad parameter for " + key + ": ")
                  .contains(reason);
            });
  }

  @Test
  void shouldAcceptEqualBoundsAndALowerOneAlone() {
    assertThat(parsed("r-under-content-size=5&r-over-content-size=5").rules().contentBytesMin())
        .isEqualTo(5);
    assertThat(parsed("r-over-content-size=6").rules().contentBytesMax()).isZero();
    assertThat(parsed("r-under-content-size=-6").rules().contentBytesMax()).isZero();
  }

  @Test
  void shouldKeepTheOrderOfTheQueryWhenSourcesAndActionsAreRepeated() {
    FetchParameters parameters =
        parsed(
            "name=p&version=1&r-source=b&r-source=a&r-source=b&r-action=mapped&r-action=sourced");

    assertThat(parameters.subscription().sources()).containsExactly("b", "a");
    assertThat(parameters.subscription().pluginKey()).isEqualTo("p-1-binary-b.a-mapped.sourced-L");
  }

  @Test
  void shouldStandForSourcedAndExtractedWhenContentIsRequired() {
    FetchParameters parameters = parsed("r-content=true");

    assertThat(parameters.subscription().actions()).containsExactly("sourced", "extracted");
    assertThat(parameters.rules().contentRequired()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "myplugin, 0.1.0, status, true, r-live=1&r-historic=1, myplugin-0.1.0-status-LH",
    "myplugin, 0.1.0, binary, true, r-expedite=1&r-live=1&r-historic=1,"
        + " myplugin-0.1.0-binary-allsrc-alltype-ELH",
    "myplugin, 1.0.0, binary, true, r-historic=1&r-source=tasking,"
        + " myplugin-1.0.0-binary-tasking-alltype-H",
    "p, 1, binary, true, r-expedite=1&r-live=1&r-historic=1&r-source=tasking&r-action=sourced"
        + "&r-action=extracted&r-action=augmented,"
        + " p-1-binary-tasking-sourced.extracted.augmented-ELH",
    "p, 1, binary, false, r-live=1&debug=true, p-1-binary-allsrc-alltype-LDP",
    "p, 1, status, false, r-live=1&r-source=a, p-1-status-LP",
  })
  void shouldHaveThePluginKeyOfTheContract(
      String name, String version, String model, boolean active, String query, String key) {
    String all = query + "&name=" + name + "&version=" + version;

    assertThat(ParsedRules.parsed(model, active, all).subscription().pluginKey()).isEqualTo(key);
  }

  @Test
  void shouldMergeThePrefixesWhenALabelIsGivenTwice() {
    Map<String, List<String>> streams =
        parsed("r-streams=content,a/,b/&r-streams=content,,c/&r-streams=report&r-streams=report,x/")
            .rules()
            .streams();

    assertThat(streams)
        .containsOnly(
            Map.entry("content", List.of("a/", "b/", "c/")), Map.entry("report", List.of()));
    assertThat(parsed("r-streams=,&r-streams=").rules().streams()).isEmpty();
  }

  @Test
  void shouldDropHistoricWhenItIsToBeIgnored() {
    assertThat(parsed("r-historic=true&ignore-historic=true").subscription().queues())
        .containsExactlyInAnyOrder(Queue.LIVE, Queue.ERROR);
  }

  @Test
  void shouldIgnoreWhatItDoesNotKnow() {
    assertThat(parsed("is-task=banana&whatever=1").subscription().active()).isTrue();
  }
}
