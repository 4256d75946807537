/**
 * Reconciliation: how the instances of a federation converge on one map of sources and their newest
 * advertisements. Plain Java: no framework, no client, no thread and no clock of its own. The rule
 * is written down in {@code docs/protocol/reconciliation.md}.
 */
@NullMarked
package io.heliograph.reconciliation;

import org.jspecify.annotations.NullMarked;
