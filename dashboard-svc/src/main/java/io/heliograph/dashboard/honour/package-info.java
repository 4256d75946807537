/**
 * Honours that operators give and take: badges, and the two requirements that are given by hand.
 */
@NullMarked
package io.heliograph.dashboard.honour;

import org.jspecify.annotations.NullMarked;
