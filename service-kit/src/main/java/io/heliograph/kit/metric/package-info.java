/** Bounds on the label sets of metrics, which clients could make grow. */
@NullMarked
package io.heliograph.kit.metric;

import org.jspecify.annotations.NullMarked;
