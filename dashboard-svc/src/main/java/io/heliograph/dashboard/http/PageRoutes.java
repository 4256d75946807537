package io.heliograph.dashboard.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;

/**
 * The root: the page for browsers, the name of the service for everyone else. MISP-dashboard's
 * addresses of pages lead to ours. Files come from {@code META-INF/resources}; headers of all
 * answers are in {@code application.properties}.
 */
@ApplicationScoped
class PageRoutes {
  private static final String NAME = "Heliograph dashboard";
  private static final int FOUND = 302;

  private static final Map<String, String> OF_MISP =
      Map.of(
          "/geo", "geo", "/contrib", "contributors", "/users", "users", "/trendings", "trendings");

  void register(@Observes Router router) {
    router.get("/").handler(PageRoutes::root);
    OF_MISP.forEach(
        (path, page) ->
            router
                .get(path)
                .handler(
                    context ->
                        context
                            .response()
                            .setStatusCode(FOUND)
                            .putHeader("Location", "/?page=" + page)
                            .end()));
  }

  private static void root(RoutingContext context) {
    String accept = context.request().getHeader("Accept");
    context.response().putHeader("Vary", "Accept");
    if (accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html")) {
      context.reroute("/index.html");
    } else {
      context.response().putHeader("Content-Type", "text/plain;charset=UTF-8").end(NAME);
    }
  }
}
