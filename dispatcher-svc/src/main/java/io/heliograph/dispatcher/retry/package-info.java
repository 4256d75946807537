/**
 * What is written when an attempt at an event is over without success: a retry, a dead letter, or
 * the replay of remembered work, with the status in the plugin's name (contract dispatcher.md part
 * 1 rows 6 to 8 and 26).
 */
@NullMarked
package io.heliograph.dispatcher.retry;

import org.jspecify.annotations.NullMarked;
