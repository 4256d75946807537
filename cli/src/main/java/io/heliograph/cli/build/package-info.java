/** Knows when a module's artefact is older than what it is made from, and builds it. */
@NullMarked
package io.heliograph.cli.build;

import org.jspecify.annotations.NullMarked;
