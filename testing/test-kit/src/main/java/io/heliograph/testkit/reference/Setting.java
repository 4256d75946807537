package io.heliograph.testkit.reference;

/**
 * One configuration key.
 *
 * @param key in full; ends with {@code .*} where users choose the last part
 * @param type with its unit, as operators read it
 * @param secret whether its value must not be shown
 * @param standard what holds when it is not set
 * @param text what it does, in Markdown
 */
record Setting(String key, String type, boolean secret, String standard, String text) {}
