/**
 * Our own HTTP API of the statistics under {@code /api/v1/statistics}: tables with a range of time,
 * as JSON or CSV.
 */
@NullMarked
package io.heliograph.dashboard.api;

import org.jspecify.annotations.NullMarked;
