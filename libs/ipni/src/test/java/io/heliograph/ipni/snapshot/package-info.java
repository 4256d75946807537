/** Tests of snapshots. */
@NullMarked
package io.heliograph.ipni.snapshot;

import org.jspecify.annotations.NullMarked;
