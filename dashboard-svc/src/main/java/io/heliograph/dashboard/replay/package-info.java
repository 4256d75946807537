/** Messages with times of their own, given over HTTP by an operator. */
@NullMarked
package io.heliograph.dashboard.replay;

import org.jspecify.annotations.NullMarked;
