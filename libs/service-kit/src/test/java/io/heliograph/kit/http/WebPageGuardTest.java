package io.heliograph.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageGuardTest {
  private static final WebPageGuard LOOPBACK = guard(true);
  private static final String FETCH = "/api/v2/event/binary/active?name=x&version=1";

  private static WebPageGuard guard(boolean loopback, String... hosts) {
    return new WebPageGuard(new HostRule(loopback, List.of(hosts)));
  }

  private static Function<String, List<String>> headers(String... lines) {
    return name -> {
      List<String> values = new ArrayList<>();
      for (String line : lines) {
        int colon = line.indexOf(':');
        if (line.substring(0, colon).equalsIgnoreCase(name)) {
          values.add(line.substring(colon + 1).strip());
        }
      }
      return values;
    };
  }

  private static Asked asked(String method, String target, String... lines) {
    return new Asked(method, target, true, false, headers(lines));
  }

  private static String kind(WebPageGuard guard, Asked asked) {
    return guard.judge(asked).map(Refusal::kind).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8111",
        "localhost.",
        "localhost.:9",
        "localhost:",
        "127.0.0.1",
        "127.8.254.255:1",
        "[::1]",
        "[::1]:65535",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]:80"
      })
  void shouldAnswerToThisMachinesNamesWhenBoundToLoopback(String host) {
    assertThat(kind(LOOPBACK, asked("GET", "/", "Host: " + host))).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "localhost.evil.example.",
        "evil.localhost",
        "127.0.0.1.nip.example",
        "localhost@evil.example",
        "localhost:1@evil.example",
        "localhost,evil.example",
        "localhost/",
        "localhost:8111:1",
        "localhost:x",
        "localhost:65536",
        "localhost:-1",
        "127.1",
        "127.0.0.01",
        "0127.0.0.1",
        "0x7f.0.0.1",
        "2130706433",
        "0.0.0.0",
        "128.0.0.1",
        "127.0.0.256",
        "::1",
        "[::1",
        "[::1]x",
        "[::2]",
        "[localhost]",
        "[127.0.0.1]",
        "[fe80::1%25lo]",
        "",
        ".",
        "localhost..",
        "lоcalhost",
        "local host",
        "*",
        "[]"
      })
  void shouldRefuseEveryOtherHostWhenBoundToLoopback(String host) {
    assertThat(kind(LOOPBACK, asked("GET", "/", "Host: " + host))).isEqualTo("host");
    assertThat(kind(guard(false), asked("GET", "/", "Host: " + host))).isEqualTo("none");
  }

  @Test
  void shouldAnswerToListedHostsWhenTheOperatorListsThem() {
    WebPageGuard listed = guard(true, "Hub.Example", "other.example:8443");

    for (String host : List.of("hub.example", "HUB.example.:8111", "other.example:8443")) {
      assertThat(kind(listed, asked("GET", "/", "Host: " + host))).as(host).isEqualTo("none");
    }
    for (String host : List.of("other.example", "x.hub.example", "hub.example.evil.example")) {
      assertThat(kind(listed, asked("GET", "/", "Host: " + host))).as(host).isEqualTo("host");
    }
    WebPageGuard elsewhere = guard(false, "hub.example");
    assertThat(kind(elsewhere, asked("GET", "/", "Host: evil.example"))).isEqualTo("host");
    assertThat(kind(elsewhere, asked("GET", "/", "Host: localhost:1"))).isEqualTo("none");
  }

  @Test
  void shouldNotStartWhenAListedHostIsNone() {
    assertThatThrownBy(() -> guard(true, "http://hub.example"))
        .hasMessage("hub.http.hosts: 'http://hub.example' is no host or host:port");
  }

  @Test
  void shouldCallItMalformedWhenThereIsNotOneHost() {
    Optional<Refusal> none = LOOPBACK.judge(asked("GET", "/"));
    Optional<Refusal> two = LOOPBACK.judge(asked("GET", "/", "Host: localhost", "host: localhost"));

    assertThat(none).hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(400));
    assertThat(two).hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(400));
    assertThat(kind(LOOPBACK, new Asked("GET", "/", false, false, headers()))).isEqualTo("host");
    assertThat(kind(guard(false), new Asked("GET", "/", false, false, headers())))
        .isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/x, none",
    "http://127.0.0.1:8111/x?http://evil.example, none",
    "http://evil.example/x, host",
    "http://localhost@evil.example/, host",
    "http://evil.example?/localhost, host",
    "//evil.example/x, none",
    "*, none",
  })
  void shouldLookAtBothHostsWhenTheTargetHasOneToo(String target, String kind) {
    assertThat(kind(LOOPBACK, asked("GET", target, "Host: localhost"))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: ",
        "Origin: http://localhost:3000",
        "Origin: https://localhost:8111.evil.example",
        "Origin: localhost:8111",
        "Origin: file://localhost:8111",
        "Origin: http://localhost:8111@evil.example",
        "origin: http://127.0.0.1:8111",
        "Origin: http://localhost",
        "Sec-Fetch-Site: cross-site",
        "sec-fetch-site: Cross-Site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: anything",
        "Referer: http://evil.example/page",
        "Referer: about:blank",
      })
  void shouldRefuseChangesAndFetchesWhenAPageOfAnotherSiteAsks(String line) {
    String host = "Host: localhost:8111";
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "get", "PROPFIND")) {
      assertThat(kind(LOOPBACK, asked(method, "/api/v1/pause", host, line))).isEqualTo("page");
    }
    assertThat(kind(LOOPBACK, asked("GET", FETCH, host, line))).isEqualTo("page");
    assertThat(kind(LOOPBACK, asked("HEAD", FETCH, host, line))).isEqualTo("page");
    assertThat(kind(guard(false), asked("GET", FETCH, host, line))).isEqualTo("page");
    assertThat(kind(LOOPBACK, asked("GET", "/", host, line))).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*", "Origin: http://localhost:8111", "Origin: HTTP://LOCALHOST.:8111",
        "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Referer: http://localhost:8111/a?b",
        "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"
      })
  void shouldAnswerWhenNoPageOfAnotherSiteAsks(String line) {
    String host = "Host: localhost:8111";
    assertThat(kind(LOOPBACK, asked("POST", "/api/v2/event", host, line))).isEqualTo("none");
    assertThat(kind(LOOPBACK, asked("GET", FETCH, host, line))).isEqualTo("none");
  }

  @Test
  void shouldBelieveTheWorstWhenHeadersContradict() {
    String[] own = {"Host: localhost", "Origin: http://localhost", "Sec-Fetch-Site: same-origin"};
    String[] two = Arrays.copyOf(own, 4);
    two[3] = "Origin: http://evil.example";
    String[] site = {"Host: localhost", "Origin: http://localhost", "Sec-Fetch-Site: cross-site"};
    String[] referer = {"Host: localhost", "Sec-Fetch-Site: none", "Referer: http://evil.example/"};

    assertThat(kind(LOOPBACK, asked("POST", "/x", own))).isEqualTo("none");
    assertThat(kind(LOOPBACK, asked("POST", "/x", two))).isEqualTo("page");
    assertThat(kind(LOOPBACK, asked("POST", "/x", site))).isEqualTo("page");
    assertThat(kind(LOOPBACK, asked("POST", "/x", referer))).isEqualTo("none");
  }

  @Test
  void shouldCountPagesOfListedHostsAsOursWhenAProxyNamesTheServiceOtherwise() {
    WebPageGuard listed = guard(true, "hub.example");

    assertThat(
            kind(
                listed, asked("POST", "/x", "Host: 127.0.0.1:8114", "Origin: https://hub.example")))
        .isEqualTo("none");
    assertThat(
            kind(listed, asked("POST", "/x", "Host: hub.example", "Origin: https://hub.example")))
        .isEqualTo("none");
    assertThat(kind(listed, asked("POST", "/x", "Host: hub.example", "Origin: https://x.example")))
        .isEqualTo("page");
  }

  @Test
  void shouldAskNobodyWhoBringsTheOperatorsToken() {
    Function<String, List<String>> lines =
        headers("Host: evil.example", "Origin: http://evil.example");

    assertThat(kind(LOOPBACK, new Asked("POST", "/x", true, true, lines))).isEqualTo("none");
    assertThat(kind(LOOPBACK, new Asked("POST", "/x", true, false, lines))).isEqualTo("host");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/event/binary/active, true",
    "/api/v2/event, true",
    "/api//v2/./event/binary/active, true",
    "/api/v2/x/../event/binary/active, true",
    "/api/v2;a=b/event;c/binary/active, true",
    "/%61pi/v2/%65vent/binary/active, true",
    "/api%2Fv2%2fevent/binary/active, true",
    "http://localhost/api/v2/event/binary/active, true",
    "/api\\v2\\event/binary/passive, true",
    "/../api/v2/event/b/passive?/, true",
    "/api/v2/events, false",
    "/api/v3/event/binary/active, false",
    "/x?/api/v2/event, false",
    "/%zzapi/v2/event, false",
  })
  void shouldKnowAFetchHoweverItsPathIsWritten(String target, boolean fetch) {
    assertThat(
            kind(LOOPBACK, asked("GET", target, "Host: localhost", "Sec-Fetch-Site: cross-site")))
        .isEqualTo(fetch ? "page" : "none");
  }
}
