/**
 * Awards that operators give and revoke: badges, and the two requirements that only they can give.
 */
@NullMarked
package io.heliograph.dashboard.award;

import org.jspecify.annotations.NullMarked;
