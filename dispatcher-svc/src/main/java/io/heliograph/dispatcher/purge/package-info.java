/**
 * What has been deleted: the events of {@code azul.delete} as a set that publishing and fetching
 * ask (contract dispatcher.md part 2 section 4.11, part 1 row 25).
 */
@NullMarked
package io.heliograph.dispatcher.purge;

import org.jspecify.annotations.NullMarked;
