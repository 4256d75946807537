/**
 * Tells the formats of uploads in a limited time, whatever a file does to a detector: {@link
 * io.heliograph.content.format.FormatDetection}.
 */
@NullMarked
package io.heliograph.content.format;

import org.jspecify.annotations.NullMarked;
