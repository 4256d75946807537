package io.heliograph.testkit.reference;

import java.util.List;

/**
 * The keys of one mapping.
 *
 * @param prefix of all its keys
 * @param text what it is about, in Markdown
 * @param settings in the order of the source
 */
record Area(String prefix, String text, List<Setting> settings) {}
