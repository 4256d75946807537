package io.heliograph.injector.insert;

/**
 * A record of {@code azul.insert} that makes no children.
 *
 * @param key the record's key
 * @param position its place in the topic, where it stays
 * @param reason the rule that it breaks, naming the field
 */
public record RejectedInsert(String key, long position, String reason) {}
