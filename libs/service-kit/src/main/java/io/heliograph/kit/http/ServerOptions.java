package io.heliograph.kit.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** HTTP/2 only where it is asked for, and never with streams without number. */
@Singleton
public final class ServerOptions implements HttpServerOptionsCustomizer {
  private final WebSettings settings;
  private volatile HttpServerOptions service = new HttpServerOptions();

  ServerOptions(WebSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(settings.h2c());
    customizeHttpsServer(options);
  }

  /** How the service port reads heads; the library's defaults before it is made. */
  public HttpServerOptions service() {
    return service;
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setInitialSettings(
        new Http2Settings(options.getInitialSettings())
            .setMaxConcurrentStreams(settings.streamsMax()));
    service = new HttpServerOptions(options);
  }
}
