package io.heliograph.reconciliation.chain;

import io.heliograph.ipni.multiformat.PeerId;

/**
 * A member's signed word that a key publishes one of its sources in one group (contract
 * federation.md, section 0.4). The signature is valid; whether it covers an advertisement is
 * decided by who admits that.
 *
 * @param member whose federation key signed it
 * @param provider the source's key
 * @param notAfterSeconds Unix seconds after which it holds no more
 */
public record Delegation(
    PeerId member, PeerId provider, String source, String group, long notAfterSeconds) {}
