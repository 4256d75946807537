package io.heliograph.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A browser, and what it must never do: ask another host, report an error. */
final class Browsing implements AutoCloseable {
  /** The range of the vectors. */
  static final String MAY = "from=2024-05-01T00:00:00Z&to=2024-06-01T00:00:00Z";

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of("/usr/bin/chromium"))
                  .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
  private final URI service;
  private final Map<Screen, BrowserContext> contexts = new HashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();

  Browsing(URI service) {
    this.service = service;
  }

  /** The size and colours of a screen. */
  record Screen(int width, int height, boolean dark) {
    static final Screen DESK = new Screen(1440, 900, false);
    static final Screen DARK = new Screen(1440, 900, true);
    static final Screen PHONE = new Screen(390, 844, false);
    static final Screen WALL = new Screen(3840, 2160, true);
    static final Screen FULL_HD = new Screen(1920, 1080, true);
  }

  /** Opens an address of the page and returns when its panels have their answers. */
  Page open(String query, Screen screen) {
    Page page = contexts.computeIfAbsent(screen, this::context).newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add(message.text());
          }
        });
    page.onPageError(faults::add);
    page.onRequest(
        request -> {
          URI asked = URI.create(request.url());
          boolean own =
              asked.getPort() == service.getPort() && asked.getHost().equals(service.getHost());
          if (!own && !asked.getScheme().equals("blob") && !asked.getScheme().equals("data")) {
            faults.add("asked " + asked);
          }
        });
    page.navigate(service.resolve("/?" + query).toString());
    settle(page);
    return page;
  }

  private BrowserContext context(Screen screen) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setLocale("en-GB")
            .setViewportSize(screen.width(), screen.height())
            .setColorScheme(screen.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setAcceptDownloads(true));
  }

  /** Returns when every panel has its answer and is drawn. */
  static void settle(Page page) {
    page.waitForFunction(
        """
        () => document.querySelectorAll('.panel').length > 0
          && !document.querySelector('.panel[aria-busy]')
          && [...document.querySelectorAll('.panel')].every((panel) =>
            !panel.querySelector('.note').hidden || panel.querySelector('.body').textContent
              || panel.querySelector('canvas'))
        """);
  }

  void close(Page page) {
    page.close();
  }

  /** Nothing was reported or asked that should not be; each test answers for its own. */
  void isFaultless() {
    List<String> found = List.copyOf(faults);
    faults.clear();
    assertThat(found).isEmpty();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
