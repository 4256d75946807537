package io.heliograph.dashboard.page;

import com.microsoft.playwright.Page;
import io.heliograph.dashboard.Replayed;
import io.heliograph.dashboard.page.Browsing.Screen;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Renews docs/screenshots; only when it is asked to: {@code -Dheliograph.screenshots=FOLDER}. */
@QuarkusTest
@WithTestResource(PageServers.class)
@Tag("browser")
@Tag("screenshots")
class ScreenshotsBrowserIT {
  private static final List<String> PAGES =
      List.of("live", "geo", "contributors", "users", "trendings", "sources");

  @TestHTTPResource("/")
  URI uri;

  @Test
  void shouldShowEachPageOnEachScreen() {
    Path folder = Path.of(System.getProperty("heliograph.screenshots"));
    Map<String, Screen> screens =
        Map.of(
            "light", Screen.DESK, "dark", Screen.DARK, "phone", Screen.PHONE, "wall", Screen.WALL);
    Replayed.once();
    try (Browsing browsing = new Browsing(uri)) {
      for (String name : PAGES) {
        screens.forEach(
            (kind, screen) -> {
              String query = (kind.equals("wall") ? "wall&page=" : "page=") + name;
              Page page = browsing.open(query + "&" + Browsing.MAY + "&org=CIRCL", screen);
              page.screenshot(
                  new Page.ScreenshotOptions()
                      .setPath(folder.resolve(name + "-" + kind + ".png"))
                      .setFullPage(!kind.equals("wall")));
              browsing.close(page);
            });
      }
      browsing.isFaultless();
    }
  }
}
