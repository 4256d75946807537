/**
 * Answers with the remembered results of a plugin instead of giving it the same work again
 * (contract dispatcher.md part 1 row 26, part 2 section 4.8 ReplayPluginCompletion). Rule:
 * docs/protocol/fetch.md.
 */
@NullMarked
package io.heliograph.dispatcher.replay;

import org.jspecify.annotations.NullMarked;
