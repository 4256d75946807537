/** The dashboard: MISP's messages as statistics in Redis. Each package below is a feature. */
@NullMarked
package io.heliograph.dashboard;

import org.jspecify.annotations.NullMarked;
