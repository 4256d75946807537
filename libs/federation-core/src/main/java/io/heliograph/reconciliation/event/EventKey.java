package io.heliograph.reconciliation.event;

/**
 * What makes an event one event everywhere (contract federation.md, section 0.3).
 *
 * @param kafkaKey as its source gave it
 */
public record EventKey(String source, String kafkaKey) {}
