/**
 * The API of the content store (contract dispatcher.md part 2 section 7, part 1 rows 14 to 17), its
 * configuration and its metrics; the store itself is {@link io.heliograph.content}. Stands apart
 * from the rest of the dispatcher.
 */
@NullMarked
package io.heliograph.dispatcher.content;

import org.jspecify.annotations.NullMarked;
