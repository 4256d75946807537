/**
 * Copies topics of an Azul cluster into the hub, exactly once and resumable (contract dispatcher.md
 * part 1 row 28, part 2 section 9). A service makes {@link io.heliograph.migration.Migrations} and
 * tells it of the hub by {@link io.heliograph.migration.MigrationHub}. Knows neither HTTP nor
 * metrics nor configuration.
 */
@NullMarked
package io.heliograph.migration;

import org.jspecify.annotations.NullMarked;
