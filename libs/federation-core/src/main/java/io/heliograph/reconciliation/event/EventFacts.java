package io.heliograph.reconciliation.event;

import org.jspecify.annotations.Nullable;

/**
 * What is compared of two events of one key.
 *
 * @param content hash of the bytes, in hexadecimal
 * @param author name and version of who says it
 * @param sha256 of the entity; absent when it has none
 */
public record EventFacts(
    EventKey key, String content, String author, String action, @Nullable String sha256) {}
