/**
 * The instance's own snapshots: when one is due, its clock and epoch, and the steps in which it is
 * written. Pure; one thread at a time.
 */
@NullMarked
package io.heliograph.reconciliation.writer;

import org.jspecify.annotations.NullMarked;
