package io.heliograph.coordinator.fetch;

/**
 * A client confirms that a batch arrived.
 *
 * @param batch as the replica counts that answered it
 * @param proof what only the answer said
 * @param pluginKey the subscription that confirms
 */
public record Confirmation(long batch, String proof, String pluginKey) {}
