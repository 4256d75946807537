package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.cluster.FilterSource;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import io.heliograph.event.source.Sources;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the filters of a fetch again on another replica, from the parameters as they were sent. */
@ApplicationScoped
final class RemoteFilters implements FilterSource {
  private final FetchParameters.Limits limits;
  private final FetchFilters filters;

  RemoteFilters(FetchFilters filters, Sources sources) {
    this.filters = filters;
    this.limits = new FetchParameters.Limits(1, 0, sources);
  }

  @Override
  public EventFilter of(SubscriptionSpec subscription, String query) {
    MultiMap values = MultiMap.caseInsensitiveMultiMap();
    new QueryStringDecoder(query, false).parameters().forEach(values::add);
    return filters.of(
        FetchParameters.parse(subscription.model().wire(), subscription.active(), values, limits));
  }
}
