package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.FilterSource;
import io.vertx.core.Vertx;

/**
 * How this replica and the others reach each other.
 *
 * @param secret what they authenticate with; empty when there are no others
 * @param filters of fetches that others serve
 */
record ClusterAccess(Vertx vertx, String secret, FilterSource filters) {}
