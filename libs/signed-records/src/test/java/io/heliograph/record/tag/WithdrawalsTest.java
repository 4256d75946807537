package io.heliograph.record.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithdrawalsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T20:00:00Z");
  private static final Bytes SALT =
      Bytes.of("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  private static final Withdrawals LIST =
      new Withdrawals(
          List.of(
              new Withdrawals.Entry("open.1", null, "feed", "wrong", "ann", NOW, null),
              new Withdrawals.Entry(
                  null,
                  Withdrawals.hashOf(SALT, "hidden.2"),
                  "feed",
                  "legal \"order\"",
                  "bob",
                  NOW,
                  NOW.plusSeconds(60))),
          SALT);

  @Test
  void shouldBeTheSameWhenWrittenAndRead() {
    assertThat(Withdrawals.read(LIST.toData())).isEqualTo(LIST);
    assertThat(new String(LIST.toData().toArray(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"entries\":[{\"at\":\"2026-11-30T20:00:00Z\",\"by\":\"ann\",\"key\":\"open.1\","
                + "\"reason\":\"wrong\",\"source\":\"feed\"},{\"at\":\"2026-11-30T20:00:00Z\","
                + "\"by\":\"bob\",\"reason\":\"legal \\\"order\\\"\",\"sha256\":"
                + "\"7d122b15862969cda65a31479c5d3ccfab32268d360ebfb37487baf50b2664fd\","
                + "\"source\":\"feed\",\"until\":\"2026-11-30T20:01:00Z\"}],"
                + "\"salt\":\"30313233343536373839616263646566\"}");
  }

  @Test
  void shouldFindAnEventByKeyOrHashWhenItIsOfTheSource() {
    assertThat(LIST.find("feed", "open.1", NOW)).contains(LIST.entries().get(0));
    assertThat(LIST.find("feed", "hidden.2", NOW)).contains(LIST.entries().get(1));
    assertThat(LIST.find("other", "open.1", NOW)).isEmpty();
    assertThat(LIST.find("feed", "open.2", NOW)).isEmpty();
    assertThat(LIST.find("feed", "hidden.2", NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldPassOverWhatItDoesNotKnowWhenReading() {
    Bytes more =
        text(
            "{'x':[{}],'entries':[{'key':'k','source':'s','reason':'r','by':'b','y':1,"
                + "'until':null,'at':'2026-11-30T20:00:00Z'}]}");

    assertThat(Withdrawals.read(more).find("s", "k", NOW)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|data",
        "{'entries':{}}|entries",
        "{'entries':[1]}|entries",
        "{'entries':[{'source':'s','reason':'r','by':'b','at':'2026-11-30T20:00:00Z'}]}|key",
        "{'entries':[{'key':'k','reason':'r','by':'b','at':'2026-11-30T20:00:00Z'}]}|source",
        "{'entries':[{'key':'k','source':'s','by':'b','at':'2026-11-30T20:00:00Z'}]}|reason",
        "{'entries':[{'key':'k','source':'s','reason':'r','by':'b','at':'now'}]}|at",
        "{'entries':[{'key':1,'source':'s','reason':'r','by':'b','at':'now'}]}|key",
        "{'entries':[],'salt':'0G'}|salt",
        "{'entries':[{'sha256':'00','source':'s','reason':'r','by':'b','at':'2026-11-30T20:00:00Z'}]}|sha256",
        "{'entries':[{'sha256':'0000000000000000000000000000000000000000000000000000000000000000',"
            + "'source':'s','reason':'r','by':'b','at':'2026-11-30T20:00:00Z'}],'salt':'00'}|salt",
      })
  void shouldNameTheMemberWhenTheShapeIsAnother(String data, String member) {
    assertThatThrownBy(() -> Withdrawals.read(text(data)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(member.equals("key") && !data.contains("1,") ? "entries" : member);
  }

  private static Bytes text(String text) {
    return Bytes.of(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
