/**
 * MISP-dashboard's HTTP endpoints under its names and with its answers (contract dashboard.md
 * section 6).
 */
@NullMarked
package io.heliograph.dashboard.misp;

import org.jspecify.annotations.NullMarked;
