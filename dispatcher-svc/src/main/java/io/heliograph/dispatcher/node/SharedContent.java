package io.heliograph.dispatcher.node;

import io.heliograph.dispatcher.cluster.ClusterSettings;
import io.heliograph.dispatcher.content.ContentSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses the start of a replica whose files the others could not read. */
@ApplicationScoped
class SharedContent {
  private final ContentSettings content;
  private final ClusterSettings cluster;

  SharedContent(ContentSettings content, ClusterSettings cluster) {
    this.content = content;
    this.cluster = cluster;
  }

  void start(@Observes @Priority(1) StartupEvent started) {
    refuseFoldersOfTheirOwn(content.backend(), content.localShared(), cluster.secret().isPresent());
  }

  /**
   * Checks the combination.
   *
   * @throws IllegalStateException when replicas would have folders of their own
   */
  static void refuseFoldersOfTheirOwn(
      ContentSettings.Backend backend, boolean shared, boolean severalReplicas) {
    if (severalReplicas && backend == ContentSettings.Backend.LOCAL && !shared) {
      throw new IllegalStateException(
          "hub.content.backend=local with hub.cluster.secret set: files sent to one replica are"
              + " unknown to the others; set hub.content.backend=s3, or"
              + " hub.content.local-shared=true when all replicas have the same folder");
    }
  }
}
