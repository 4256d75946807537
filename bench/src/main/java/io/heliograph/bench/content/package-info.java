/** The content store beside the disk and a static file server; run by {@link ContentReport}. */
@NullMarked
package io.heliograph.bench.content;

import org.jspecify.annotations.NullMarked;
