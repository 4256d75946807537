package io.heliograph.injector.topic;

import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the names of the topics; the names used here do not depend on the sources. */
final class TopicBeans {

  @Produces
  @Singleton
  Topics topics(TopicSettings settings) {
    return new Topics(settings.prefix().orElse(""), Sources.defaults());
  }
}
