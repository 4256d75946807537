package io.heliograph.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.Feed;
import io.heliograph.local.LocalStack;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the corrected statistics have otherwise than MISP-dashboard, and nothing else. */
@Tag("processes")
class CorrectedStatisticsIT {
  private static final long MAY = 1_714_521_600L;
  private static final long DAY = 86_400;

  /** Weekly windows, requirements, and which awards they give. */
  private static final String WINDOWS_AND_AWARDS =
      "(?s)(CONTRIB_ORG:.*:(CONTRIB_REQ_[345]|[A-Z]+_(WEEK|MONTH)_COUNT)|CONTRIB_LAST_AWARDS:\\d+): .*";

  /** One Russian number is placed and counts; one of no country counts without a place. */
  private static final String TELEPHONES =
      "(?s)(GEO_(COORD|COUNTRY|RAD):20240515|TEMP_CACHE_LIVE:(Map|Attribute)"
          + "|TRENDINGS_(CATEGS|TAGS):20240515|CONTRIB_(DAY|CATEG):20240515(:person)?"
          + "|CONTRIB_TROPHY:person|CONTRIB_ORG:BlueTeam:42:points): .*";

  /** Events whose creator MISP names within them, halves of values, a sighting of type 0. */
  private static final String MISP_OF_TODAY =
      "(?s)(CONTRIB_ORG:.*:points|CONTRIB_TROPHY:|GEO_(COORD|COUNTRY|RAD):\\d+"
          + "|TRENDINGS_SIGHT_sightings:20240515): .*";

  private LocalStack stack;
  private Statistics statistics;
  private long offset;

  @BeforeEach
  void start() {
    stack = LocalStack.start(LocalStack.options().redis());
    statistics = Statistics.corrected(stack.redis().uri());
  }

  @AfterEach
  void stop() {
    statistics.close();
    stack.close();
  }

  private void count(long at, String topic, String body) {
    byte[] frame = (topic + " " + body).getBytes(UTF_8);
    statistics.countAt(new Feed.Line(at, "misp1", topic, frame), offset);
    offset++;
  }

  private void attribute(long at, String type, String category, String value) {
    count(
        at,
        "misp_json_attribute",
        """
        {"Event": {"Orgc": {"name": "Zeta"}}, "Attribute": {"object_id": "0", "type": "%s",
         "category": "%s", "value": "%s", "timestamp": "%d"}}"""
            .formatted(type, category, value, at));
  }

  private void sighting(long at) {
    count(
        at,
        "misp_json_sighting",
        """
        {"Sighting": {"type": "0", "date_sighting": "%d", "Event": {"Orgc": {"name": "Zeta"}},
         "Attribute": {"object_id": "0", "type": "text", "category": "Other", "value": "x"}}}"""
            .formatted(at));
  }

  private void post(long at) {
    count(at, "misp_json_conversation", "{\"Post\": {\"org_name\": \"Zeta\"}}");
  }

  private String get(String name) {
    var found = statistics.send(Command.GET, "CONTRIB_ORG:Zeta:" + name);
    return found == null ? "none" : found.toString();
  }

  @Test
  void shouldDifferOnlyInWhatIsCorrectedWhenTheFeedOfMispDashboardIsReplayed() {
    statistics.count(Feed.read("feed.jsonl"), 64);

    Map<String, String> found = Snapshot.of(statistics);
    try (LocalStack other = LocalStack.start(LocalStack.options().redis());
        Statistics misp = Statistics.misp(other.redis().uri())) {
      misp.count(Feed.read("feed.jsonl"), 64);
      List<String> differences = Snapshot.differences(Snapshot.of(misp), found);
      assertThat(differences)
          .filteredOn(
              line ->
                  !line.matches(WINDOWS_AND_AWARDS)
                      && !line.matches(TELEPHONES)
                      && !line.matches(MISP_OF_TODAY))
          .isEmpty();
      assertThat(differences).filteredOn(line -> line.matches(TELEPHONES)).hasSize(9);
      assertThat(differences)
          .contains(
              "CONTRIB_ORG:CIRCL:points: [82] became [88]",
              "TRENDINGS_SIGHT_sightings:20240515: [14] became [15]",
              "GEO_COUNTRY:20240430: [LU = 1] became [LU = 2]")
          .filteredOn(line -> line.matches(MISP_OF_TODAY) && !line.matches(TELEPHONES))
          .hasSizeBetween(15, 16);
    }
  }

  @Test
  void shouldPlaceAndCountWhenATelephoneIsRussian() {
    attribute(MAY, "phone-number", "Person", "+7 495 123-45-67");

    assertThat(Snapshot.of(statistics).get("GEO_COUNTRY:20240501")).contains("RU = 1");
    assertThat(get("points")).isEqualTo("1");
  }

  @Test
  void shouldAwardATrophyWhenTheCategoryIsSupportTool() {
    attribute(MAY, "text", "Support Tool", "x");

    assertThat(Snapshot.of(statistics).get("CONTRIB_LAST_AWARDS:20240501"))
        .contains("[\"trophy\", [\"support_tool\", 12]]");
  }

  @Test
  void shouldBeginANewWeekWhenSevenDaysHavePassedSinceTheFirstOfIt() {
    attribute(MAY, "text", "Other", "x");
    attribute(MAY + 6 * DAY, "text", "Other", "x");
    assertThat(get("ATTR_WEEK_COUNT")).isEqualTo("2");

    attribute(MAY + 7 * DAY, "text", "Other", "x");
    assertThat(get("ATTR_WEEK_COUNT")).isEqualTo("1");

    attribute(MAY + 2 * DAY, "text", "Other", "x");
    assertThat(get("ATTR_WEEK_COUNT")).as("of the week before").isEqualTo("1");
  }

  @Test
  void shouldNeedEightPointsWhenADiscussionFulfilsItsRequirement() {
    post(MAY);
    assertThat(get("CONTRIB_REQ_3")).isEqualTo("none");

    for (int more = 0; more < 7; more++) {
      post(MAY);
    }
    assertThat(get("CONTRIB_REQ_3")).isEqualTo("1");
    assertThat(get("PROP_WEEK_COUNT")).isEqualTo("8");
  }

  @Test
  void shouldFulfilWhatMispDashboardCannotWhenThereAreEnoughPoints() {
    for (int more = 0; more < 15; more++) {
      sighting(MAY);
    }
    post(MAY);
    post(MAY);

    assertThat(get("CONTRIB_REQ_4")).isEqualTo("1");
    assertThat(get("CONTRIB_REQ_5")).isEqualTo("1");
  }

  @Test
  void shouldAwardOnlyWhatIsFulfilledWhenARequirementIsNew() {
    for (int more = 0; more < 8; more++) {
      sighting(MAY + more);
    }

    List<String> awards =
        Snapshot.of(statistics)
            .get("CONTRIB_LAST_AWARDS:20240501")
            .lines()
            .filter(line -> line.contains("contribution_status"))
            .map(line -> line.replaceAll(".*status\", (\\d+).*", "$1"))
            .toList();

    assertThat(awards).containsExactly("1", "4");
  }
}
