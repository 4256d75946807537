/** How meters are registered. */
@NullMarked
package io.heliograph.kit.metric;

import org.jspecify.annotations.NullMarked;
