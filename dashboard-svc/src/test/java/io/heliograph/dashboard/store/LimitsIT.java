package io.heliograph.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.dashboard.Feed;
import io.heliograph.local.LocalStack;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What messages can make grow in Redis, and what happens when Redis takes no more. */
@Tag("processes")
class LimitsIT {
  private static final long MAY = 1_714_521_600L;
  private static final Layout.Limits SMALL = new Layout.Limits(5, 100, 3);

  private static LocalStack stack;
  private Statistics statistics;
  private long offset;

  @BeforeAll
  static void startRedis() {
    stack = LocalStack.start(LocalStack.options().redis());
  }

  @AfterAll
  static void stopRedis() {
    stack.close();
  }

  @BeforeEach
  void begin() {
    statistics = Statistics.limited(stack.redis().uri(), SMALL);
    statistics.send(Command.FLUSHALL);
    statistics.begin();
  }

  @AfterEach
  void end() {
    statistics.send(Command.CONFIG, "SET", "maxmemory", "0");
    statistics.close();
  }

  private Result count(String body) {
    Feed.Line line = line(body);
    Result result = statistics.countAt(line, offset);
    offset++;
    return result;
  }

  private static Feed.Line line(String body) {
    byte[] frame = ("misp_json_attribute " + body).getBytes(UTF_8);
    return new Feed.Line(MAY, "misp1", "misp_json_attribute", frame);
  }

  private static String attribute(String organisation, String category, String value) {
    return """
        {"Event": {"Orgc": {"name": "%s"}}, "Attribute": {"object_id": "0", "type": "ip-dst",
         "category": "%s", "value": "%s", "timestamp": "%d"}}"""
        .formatted(organisation, category, value, MAY);
  }

  private long size(Command command, String key) {
    return statistics.send(command, key).toLong();
  }

  private String value(Command command, String... arguments) {
    var found = statistics.send(command, arguments);
    boolean score = command == Command.ZSCORE;
    return score ? Long.toString(found.toLong()) : String.valueOf(found);
  }

  @Test
  void shouldGoOnCountingKnownMembersAndLeaveOutNewOnesWhenAKeyIsFull() {
    for (int at = 0; at < 20; at++) {
      count(attribute("Zeta", "Network activity", "198.51.100." + at));
    }
    count(attribute("Zeta", "Network activity", "198.51.100.2"));

    assertThat(size(Command.ZCARD, "GEO_COORD:20240501")).isEqualTo(5);
    assertThat(size(Command.ZCARD, "GEO_RAD:20240501")).isEqualTo(5);
    assertThat(value(Command.ZSCORE, "CONTRIB_DAY:20240501", "Zeta")).isEqualTo("21");
    assertThat(
            statistics
                .send(Command.ZRANGE, "GEO_COORD:20240501", "0", "-1", "REV", "WITHSCORES")
                .get(0)
                .get(1)
                .toLong())
        .isEqualTo(2);
    assertThat(value(Command.HGET, "hub:statistics:dropped", "GEO_COORD")).isEqualTo("15");
    assertThat(statistics.store().dropped()).isEqualTo(30);
  }

  @Test
  void shouldCountForKnownOrganisationsOnlyWhenThereAreTooMany() {
    for (int at = 0; at < 12; at++) {
      count(attribute("org" + at, "Other", "x"));
    }
    count(attribute("org3", "Other", "x"));

    assertThat(size(Command.SCARD, "CONTRIB_ALL_ORG")).isEqualTo(5);
    assertThat(value(Command.GET, "CONTRIB_ORG:org3:points")).isEqualTo("2");
    assertThat(value(Command.GET, "CONTRIB_ORG:org9:points")).isEqualTo("null");
    assertThat(value(Command.ZSCORE, "TRENDINGS_CATEGS:20240501", "Other")).isEqualTo("13");
    assertThat(value(Command.HGET, "hub:statistics:dropped", "CONTRIB_ALL_ORG")).isEqualTo("7");
  }

  @Test
  void shouldCountAsOtherWhenADayHasTooManyCategories() {
    for (int at = 0; at < 8; at++) {
      count(attribute("Zeta", "category " + at, "x"));
    }
    count(attribute("Zeta", "category 1", "x"));

    assertThat(size(Command.HLEN, "hub:statistics:activity-day:20240501")).isEqualTo(4);
    assertThat(value(Command.HGET, "hub:statistics:activity-day:20240501", "other")).isEqualTo("5");
    assertThat(value(Command.HGET, "hub:statistics:activity-day:20240501", "category_1"))
        .isEqualTo("2");
    assertThat(value(Command.GET, "CONTRIB_ORG:Zeta:points")).isEqualTo("9");
    assertThat(size(Command.EXISTS, "CONTRIB_CATEG:20240501:category_7")).isZero();
    assertThat(size(Command.EXISTS, "CONTRIB_TROPHY:category_7")).isZero();
  }

  @Test
  void shouldLeaveOutMembersThatAreTooLongAndCountTheRest() {
    count(attribute("Zeta", "x".repeat(101), "x"));
    count(attribute("o".repeat(101), "Other", "x"));

    assertThat(value(Command.ZSCORE, "TRENDINGS_CATEGS:20240501", "Other")).isEqualTo("1");
    assertThat(size(Command.ZCARD, "TRENDINGS_CATEGS:20240501")).isEqualTo(1);
    assertThat(value(Command.GET, "CONTRIB_ORG:Zeta:points")).isEqualTo("1");
    assertThat(size(Command.SCARD, "CONTRIB_ALL_ORG")).isEqualTo(1);
  }

  @Test
  void shouldCountNothingTwiceOrNeverWhenRedisIsOutOfMemoryMeanwhile() {
    List<Feed.Line> lines = new ArrayList<>();
    for (int at = 0; at < 10; at++) {
      lines.add(line(attribute("org" + at % 3, "Network activity", "198.51.100." + at % 4)));
    }
    // One that only adds up, one that is placed first, one that is published first.
    byte[] event =
        "misp_json {\"Event\": {\"info\": \"only trends\", \"timestamp\": \"1714521600\"}}"
            .getBytes(UTF_8);
    lines.add(new Feed.Line(MAY, "misp1", "misp_json", event));
    lines.add(line(attribute("org1", "Network activity", "198.51.100.1")));
    for (int at = 12; at < 40; at++) {
      lines.add(line(attribute("org" + at % 3, "Other", "x")));
    }
    statistics.countFrom(lines.subList(0, 10), 0);
    Map<String, String> before = Snapshot.of(statistics);
    try (Listener published = new Listener(stack.redis().uri())) {
      statistics.send(Command.CONFIG, "SET", "maxmemory", "1");

      for (int attempt = 0; attempt < 3; attempt++) {
        for (int size : new int[] {30, 1, 2}) {
          assertThatThrownBy(() -> statistics.countFrom(lines.subList(10, 10 + size), 10))
              .hasStackTraceContaining("OOM");
        }
      }
      assertThat(Statistics.await(statistics.store().nextOffset(Statistics.PARTITION)))
          .isEqualTo(10);

      assertThat(Snapshot.differences(before, Snapshot.of(statistics))).isEmpty();
      statistics.send(Command.CONFIG, "SET", "maxmemory", "0");
      assertThat(statistics.countFrom(lines.subList(10, 40), 10)).containsOnly(Result.COUNTED);
      // Publications come in their order: one of a refused call would be among the first.
      await()
          .untilAsserted(
              () ->
                  assertThat(published.heard())
                      .filteredOn(one -> one.channel().equals("lastContributor"))
                      .hasSize(29));
    }

    Map<String, String> found = Snapshot.of(statistics);
    statistics.send(Command.FLUSHALL);
    statistics.begin();
    statistics.countFrom(lines, 0);
    assertThat(Snapshot.differences(Snapshot.of(statistics), found)).isEmpty();
  }

  @Test
  void shouldPassOverAMessageWhenAKeyHasAValueThatCannotGrow() {
    count(attribute("Zeta", "Other", "x"));
    statistics.send(Command.SET, "CONTRIB_ORG:Zeta:points", Long.toString(Long.MAX_VALUE));

    assertThat(count(attribute("Zeta", "Other", "x"))).isEqualTo(Result.REFUSED);
    assertThat(count(attribute("Other", "Other", "x"))).isEqualTo(Result.COUNTED);
  }
}
