package io.heliograph.kit.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** HTTP/2 only where it is asked for, and never with streams without number. */
@Singleton
final class ServerOptions implements HttpServerOptionsCustomizer {
  private final WebSettings settings;

  ServerOptions(WebSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(settings.h2c());
    customizeHttpsServer(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setInitialSettings(
        new Http2Settings(options.getInitialSettings())
            .setMaxConcurrentStreams(settings.streamsMax()));
  }
}
