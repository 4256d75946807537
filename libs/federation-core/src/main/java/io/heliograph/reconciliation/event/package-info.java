/**
 * Events on their way into and out of chains: when an offered event is new, and where a batch ends.
 * Pure.
 */
@NullMarked
package io.heliograph.reconciliation.event;

import org.jspecify.annotations.NullMarked;
