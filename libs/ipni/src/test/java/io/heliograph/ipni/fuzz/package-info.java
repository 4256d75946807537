/** Fuzz targets, one for each parser, and the test that runs them. */
@NullMarked
package io.heliograph.ipni.fuzz;

import org.jspecify.annotations.NullMarked;
