/** What the configuration says of statistics and Redis, and the plain classes made from it. */
@NullMarked
package io.heliograph.dashboard.core;

import org.jspecify.annotations.NullMarked;
