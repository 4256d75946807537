/** What every benchmark says about where it ran. */
@NullMarked
package io.heliograph.bench;

import org.jspecify.annotations.NullMarked;
