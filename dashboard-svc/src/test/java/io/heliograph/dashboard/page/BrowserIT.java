package io.heliograph.dashboard.page;

import static io.heliograph.dashboard.page.Browsing.MAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.heliograph.dashboard.Feed;
import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.page.Browsing.Screen;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in Chromium, on the vectors' feed and a few hostile lines. */
@QuarkusTest
@WithTestResource(PageServers.class)
@Tag("browser")
class BrowserIT {
  private static final String HOSTILE_NAME = "<img src=x onerror=alert(1)>";
  private static Browsing browsing;
  private static boolean replayed;

  @TestHTTPResource("/")
  URI uri;

  private Page page;

  @BeforeEach
  void begin() {
    Replayed.once();
    if (!replayed) {
      Replayed.replay(hostile());
      browsing = new Browsing(uri);
      replayed = true;
    }
  }

  @AfterEach
  void end() {
    if (page != null) {
      browsing.close(page);
    }
    browsing.isFaultless();
  }

  @AfterAll
  static void close() {
    browsing.close();
  }

  /** An attribute whose every text is markup. */
  private static String hostile() {
    String script = "<script>alert(2)</script>";
    return """
    {"at":1715774400,"zmq":"misp1","topic":"misp_json_attribute","message":{"Attribute":{"object_id":"0","category":"Other",\
    "type":"text","value":"%2$s","comment":"%2$s","timestamp":"1715774300","Tag":[{"id":"9","name":"%1$s","colour":"red\\"onload="}]},\
    "Event":{"id":"77","info":"%2$s","Orgc":{"name":"%1$s"}}}}
    """
        .formatted(HOSTILE_NAME, script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "geo", "contributors", "users", "trendings", "sources"})
  void shouldShowEveryPanelWithItsTableWhenAPageIsOpened(String name) {
    page = browsing.open("page=" + name + "&" + MAY, Screen.DESK);

    assertThat(page.locator("header nav, main, footer").count()).isEqualTo(3);
    assertThat(page.locator("nav a[aria-current=page]").count()).isEqualTo(1);
    assertThat(page.locator(".panel.failed").count()).isZero();
    for (Locator chart : page.locator(".chart").all()) {
      assertThat(chart.getAttribute("aria-label")).isNotBlank();
      assertThat(chart.getAttribute("role")).isEqualTo("img");
    }
    for (Locator table : page.locator("button[aria-label$='show as table']").all()) {
      table.click();
    }
    assertThat(page.locator(".chart").count()).isZero();
    for (Locator panel : page.locator(".panel:has(button[aria-pressed=true][aria-label])").all()) {
      boolean said = panel.locator(".note").isVisible();
      assertThat(said || panel.locator("tbody tr").count() > 0).isTrue();
    }
    showsHostileNamesAsText(name);
    page.reload();
    Browsing.settle(page);
    assertThat(page.locator(".chart").count()).as("state is in the address").isZero();
  }

  private void showsHostileNamesAsText(String name) {
    assertThat(page.locator("main script, main img, [onerror], [onload]").count()).isZero();
    if (!name.equals("geo") && !name.equals("users") && !name.equals("sources")) {
      assertThat(page.locator("main").innerText()).contains(HOSTILE_NAME);
    }
    if (name.equals("contributors")) {
      assertThat(page.locator("main").innerText()).contains("Org \"Q\" & <Co>");
    }
  }

  @Test
  void shouldRankAsMispDashboardWhenTheRangeIsItsMonth() {
    page = browsing.open("page=contributors&" + MAY, Screen.DESK);

    List<String> shown = new ArrayList<>();
    for (Locator row : page.locator("#panel-ranking tbody tr").all()) {
      shown.add(row.locator("td").nth(1).innerText() + " " + row.locator("td").nth(2).innerText());
    }
    for (JsonNode row : expected("/_getTopContributor")) {
      assertThat(shown).contains(row.get("org").textValue() + " " + row.get("pnts").asInt());
    }
    assertThat(shown.getFirst()).isEqualTo("Élan SOC 71");
  }

  @Test
  void shouldCountCountriesAsMispDashboardWhenTheRangeIsItsDay() {
    page =
        browsing.open(
            "page=geo&table-map=1&from=2024-05-15T00:00:00Z&to=2024-05-16T00:00:00Z", Screen.DESK);

    List<String> shown =
        page.locator("#panel-map tbody tr").all().stream()
            .map(row -> String.join(" ", row.locator("td").allInnerTexts()))
            .toList();
    for (JsonNode row : expected("/_getHitMap")) {
      assertThat(shown)
          .anyMatch(
              line ->
                  line.startsWith(row.get(0).asText() + " ")
                      && line.endsWith(" " + row.get(1).asInt()));
    }
  }

  @Test
  void shouldKeepOnlyWhatPassesWhenTheLogIsFiltered() {
    page = browsing.open("page=live&" + MAY, Screen.DESK);
    int all = page.locator(".line").count();

    page.getByLabel("Log: category").selectOption("Network activity");

    int kept = page.locator(".line").count();
    assertThat(kept).isPositive().isLessThan(all);
    assertThat(page.locator(".line .category").allTextContents())
        .allSatisfy(text -> assertThat(text).startsWith("Network activity"));
    assertThat(page.url()).contains("category=Network");
    page.reload();
    Browsing.settle(page);
    assertThat(page.locator(".line").count()).isEqualTo(kept);
    page.getByLabel("Search the log").fill("nothing has this text");
    assertThat(page.locator("#panel-log .note").innerText()).contains("No line passes");
  }

  @Test
  void shouldHoldLinesBackWhileTheLogIsPaused() {
    page = browsing.open("page=live&q=PausedValue&" + MAY, Screen.DESK);
    page.waitForFunction(
        "() => document.querySelector('#panel-log .when').textContent.includes('live')");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")).click();

    Replayed.replay(hostile().replace("<script>alert(2)</script>", "PausedValue"));

    page.waitForFunction(
        "() => document.querySelector('#panel-log .when').textContent.includes('paused, 1 held')");
    assertThat(page.locator(".line").count()).isZero();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go on")).click();
    assertThat(page.locator(".line").count()).isEqualTo(1);
    assertThat(page.locator(".line a").getAttribute("href"))
        .isEqualTo("https://misp.example/events/view/77");
  }

  @Test
  void shouldListWhatIsAroundAPlaceWhenTheMapIsClicked() {
    page = browsing.open("page=geo&radius=2500&" + MAY, Screen.DESK);
    assertThat(page.locator("#panel-within .note").innerText()).contains("Click on the map");

    page.locator("#panel-map .chart").click();

    page.waitForFunction("() => location.search.includes('near=')");
    String[] near = page.getByLabel("Middle of the circle").inputValue().split(",");
    assertThat(Double.parseDouble(near[0])).as("latitude").isBetween(-20.0, 40.0);
    assertThat(Double.parseDouble(near[1])).as("longitude").isBetween(-20.0, 30.0);
    page.getByLabel("Middle of the circle").fill("49.6, 6.1");
    page.keyboard().press("Enter");
    // What the click found may be listed first.
    page.waitForSelector("#panel-within tbody tr:has-text('198.51.100.7')");
    assertThat(page.locator("#panel-within tbody").innerText()).contains("198.51.100.7");
  }

  @Test
  void shouldSayWhyWhenAPanelIsEmpty() {
    page =
        browsing.open("page=live&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z", Screen.DESK);

    assertThat(page.locator("#panel-activity .note").innerText())
        .contains("No data in this range", "2024-05-15");
    assertThat(page.locator("#panel-feeds").innerText())
        .contains("circl", "nothing yet", "not connected");
  }

  @Test
  void shouldBeUsableWithTheKeyboardAlone() {
    page = browsing.open("page=contributors&" + MAY, Screen.DESK);
    // Panels are filled in any order; the first link of the page is in this one.
    page.waitForSelector("#panel-ranking .link:has-text('Élan SOC')");

    page.keyboard().press("Tab");
    assertThat(focused("e => e.className")).isEqualTo("skip");
    page.evaluate("() => document.querySelector('#panel-ranking').setAttribute('data-same', '')");
    page.keyboard().press("Enter");
    // The browser goes there when it comes to it, not within the key's event.
    page.waitForFunction("() => document.activeElement.id === 'content'");
    page.waitForFunction("() => location.hash === '#content'");
    assertThat(page.locator("#panel-ranking[data-same]").count()).as("not drawn anew").isOne();
    for (int tabs = 0; tabs < 40 && !focused("e => e.className").equals("link"); tabs++) {
      page.keyboard().press("Tab");
      assertThat(focused("e => getComputedStyle(e).outlineStyle")).isNotEqualTo("none");
    }
    assertThat(focused("e => e.textContent")).isEqualTo("Élan SOC");
    page.keyboard().press("Enter");
    page.waitForSelector("#panel-requirements li");
    assertThat(page.url()).contains("org=");
    page.waitForFunction("() => document.activeElement.getAttribute('aria-pressed') === 'true'");
    assertThat(focused("e => e.textContent")).as("it stays where it was").isEqualTo("Élan SOC");
  }

  private Object focused(String function) {
    return page.evaluate("(" + function + ")(document.activeElement)");
  }

  @Test
  void shouldKeepTheColoursThatAreChosenWhenReloaded() {
    page = browsing.open("page=users&" + MAY, Screen.DESK);

    page.getByLabel("Colours").selectOption("dark");
    page.reload();
    Browsing.settle(page);

    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    page.getByLabel("Colours").selectOption("auto");
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("light");
  }

  @Test
  void shouldExportWhatItShowsWhenCsvIsAskedFor() throws Exception {
    page = browsing.open("page=contributors&" + MAY, Screen.DESK);

    Download download =
        page.waitForDownload(() -> page.getByLabel("Ranking: export as CSV").click());

    assertThat(Files.readString(download.path()))
        .startsWith("place,org,points")
        .contains("Élan SOC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "geo", "contributors", "users", "trendings", "sources"})
  void shouldFitAPhone(String name) {
    page = browsing.open("page=" + name + "&" + MAY, Screen.PHONE);

    Object overflow = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertThat(((Number) overflow).intValue()).as("sideways on a phone").isLessThanOrEqualTo(0);
  }

  private static JsonNode expected(String path) {
    for (JsonNode request : Feed.json("http-expected.json").get("requests")) {
      if (request.get("path").textValue().equals(path) && request.get("query").isEmpty()) {
        return request.get("json");
      }
    }
    throw new AssertionError(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=hello&to=x",
        "range=banana",
        "range-map=9000d",
        "page=nosuch",
        "to=2024-05-01"
      })
  void shouldSayWhatCannotBeReadAndShowTheDefaultWhenTheAddressIsBad(String query) {
    page = browsing.open(query, Screen.DESK);

    String banner = page.locator("main [role=alert]").innerText();
    String field = query.substring(0, query.indexOf('='));
    assertThat(banner).contains(field + " is no").contains("found \"");
    assertThat(page.locator("header nav").count()).isEqualTo(1);
    assertThat(page.locator(".panel").count()).isGreaterThan(3);
    page.locator("main [role=alert] a").click();
    Browsing.settle(page);
    assertThat(page.locator("main [role=alert]").count()).isZero();
  }

  @Test
  void shouldSayThatItIsCurrentWithTheAgeOfTheNewestMessage() {
    page = browsing.open("page=live&" + MAY, Screen.DESK);

    page.waitForSelector(".light.current");
    assertThat(page.locator(".light").innerText()).matches("current, newest .* ago");
    assertThat(page.locator(".figures").innerText())
        .containsPattern("2024-05-15 12:00:00 UTC \\d+ d ago");
  }

  @Test
  void shouldMarkWhatItShowsAsOldWhileSomethingIsMissingAndNoLonger() {
    page = browsing.open("page=live&" + MAY, Screen.DESK);
    page.waitForSelector(".light.current");
    assertThat(page.locator("body.stale").count()).isZero();

    page.route(
        "**/api/v1/statistics/state",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"stale\":true,\"missing\":\"kafka: away\"}")));
    page.waitForSelector(".light.stale");
    assertThat(page.locator(".light").innerText()).matches("not current: data .* old");
    assertThat(page.locator(".light").getAttribute("title")).contains("kafka: away");
    assertThat(page.locator("body.stale").count()).isEqualTo(1);

    page.unroute("**/api/v1/statistics/state");
    page.waitForSelector(".light.current");
    assertThat(page.locator("body.stale").count()).isZero();
  }

  @Test
  void shouldNameTheCountryAndEveryValueOfAPointWhenTheMapIsPointedAt() {
    page = browsing.open("page=geo&" + MAY, Screen.DESK);

    Object told =
        page.evaluate(
            """
            async () => {
              const { grouped, world } = await import('/page/map.js');
              const at = (value, count) => ({ latitude: 1, longitude: 2, value, count });
              const map = world([{ country: 'RU', name: 'Russia', count: 7 }], []);
              return [
                map.geo.tooltip.formatter({ name: 'RU' }),
                map.geo.tooltip.formatter({ name: 'AU' }),
                grouped([at('a', 1), at('b', 3), { latitude: 5, longitude: 2, value: 'c', count: 9 }])
                  .map((point) => `${point.count}: ${point.value}`),
              ];
            }
            """);

    assertThat(told)
        .isEqualTo(
            java.util.List.of(
                "Russia\n7 placed",
                "Australia\n0 placed",
                java.util.List.of("4: b (3)\na (1)", "9: c")));
  }
}
