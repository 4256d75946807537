package io.heliograph.dispatcher.fetch;

import io.heliograph.event.source.Sources;
import io.heliograph.kit.http.Operators;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/** The bounds of a fetch, what can be fetched, and who may reset. */
@Singleton
final class FetchConfiguration {
  private final FetchSettings settings;
  private final Sources sources;
  private final KnownSubscriptions known;
  private final Operators operators;

  FetchConfiguration(
      FetchSettings settings, Sources sources, KnownSubscriptions known, Operators operators) {
    this.settings = settings;
    this.sources = sources;
    this.known = known;
    this.operators = operators;
  }

  FetchSettings settings() {
    return settings;
  }

  /** What the parameters are read by. */
  FetchParameters.Limits limits() {
    return new FetchParameters.Limits(settings.countMax(), settings.defaultWaitSeconds(), sources);
  }

  /**
   * Returns unless the fetch would forget where an existing subscription is; that is for operators.
   *
   * @throws io.heliograph.kit.http.RefusedException 401 or 403 for others
   */
  void checkReset(FetchParameters parameters, HttpServerRequest request) {
    if (parameters.reset() && known.subscribed(parameters.subscription().pluginKey())) {
      operators.require(request);
    }
  }
}
