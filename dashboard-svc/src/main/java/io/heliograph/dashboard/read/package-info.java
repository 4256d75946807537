/**
 * What of the statistics stands in Redis, read for every page and program: no feature of its own.
 */
@NullMarked
package io.heliograph.dashboard.read;

import org.jspecify.annotations.NullMarked;
