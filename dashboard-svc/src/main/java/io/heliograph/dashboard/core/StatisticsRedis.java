package io.heliograph.dashboard.core;

import io.vertx.redis.client.Redis;

/**
 * The client of the database of the statistics; Quarkus' own knows another one.
 *
 * @param client for everything but subscriptions of its own
 */
public record StatisticsRedis(Redis client) {}
