package io.heliograph.dashboard.page;

import static io.heliograph.dashboard.page.Browsing.MAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.page.Browsing.Screen;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wallboards in Chromium: nobody can scroll there, so everything is within the screen. */
@QuarkusTest
@WithTestResource(PageServers.class)
@Tag("browser")
class WallboardBrowserIT {
  private static final List<String> PAGES =
      List.of("live", "geo", "contributors", "users", "trendings", "sources");

  /** What could be scrolled, the page itself included, and what sticks out of the screen. */
  private static final String BEYOND =
      """
      () => [...document.querySelectorAll('html, body, body *')]
        .filter((one) => one.checkVisibility())
        .filter((one) => {
          const box = one.getBoundingClientRect();
          const style = getComputedStyle(one);
          const scrolls = (is, more) => more > 1 && (/auto|scroll/.test(is) || one === document.documentElement);
          const out = one.matches('.panel, .chart, .figures, .top')
            && (box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.top < -1 || box.left < -1);
          return out || scrolls(style.overflowY, one.scrollHeight - one.clientHeight)
            || scrolls(style.overflowX, one.scrollWidth - one.clientWidth);
        })
        .map((one) => `${one.tagName}#${one.id}.${one.className}`)
      """;

  /** Panels too small to be of use. */
  private static final String SQUEEZED =
      """
      () => [...document.querySelectorAll('.panel')]
        .filter((one) => one.checkVisibility())
        .filter((one) => one.clientHeight < innerHeight / 6 || one.clientWidth < innerWidth / 8)
        .map((one) => one.id)
      """;

  @TestHTTPResource("/")
  URI uri;

  @Test
  void shouldShowEveryPageAtOnceOnLargeScreens() {
    Replayed.once();
    try (Browsing browsing = new Browsing(uri)) {
      for (Screen screen : List.of(Screen.WALL, Screen.FULL_HD)) {
        for (String name : PAGES) {
          Page page = browsing.open("wall&page=" + name + "&" + MAY + "&org=CIRCL", screen);

          assertThat((List<?>) page.evaluate(BEYOND)).as("%s on %s", name, screen).isEmpty();
          assertThat((List<?>) page.evaluate(SQUEEZED)).as("%s on %s", name, screen).isEmpty();
          Object size =
              page.evaluate(
                  "() => parseFloat(getComputedStyle(document.documentElement).fontSize)");
          assertThat(((Number) size).doubleValue() / screen.width())
              .as("text for a distance")
              .isGreaterThan(0.009);
          browsing.close(page);
        }
      }
      browsing.isFaultless();
    }
  }
}
