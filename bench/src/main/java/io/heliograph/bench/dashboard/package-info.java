/** The dashboard: what a message costs, and how long it takes to an open page. */
@NullMarked
package io.heliograph.bench.dashboard;

import org.jspecify.annotations.NullMarked;
