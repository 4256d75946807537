/**
 * The content store: files by source, label and SHA-256, streamed both ways (contract dispatcher.md
 * part 2 section 7, part 1 rows 14 to 17). Stands apart from the rest of the dispatcher.
 */
@NullMarked
package io.heliograph.dispatcher.content;

import org.jspecify.annotations.NullMarked;
