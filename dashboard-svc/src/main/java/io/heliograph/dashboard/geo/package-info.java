/**
 * Where an address or a telephone number is: the operator's database, ours, and a table of
 * countries.
 */
@NullMarked
package io.heliograph.dashboard.geo;

import org.jspecify.annotations.NullMarked;
