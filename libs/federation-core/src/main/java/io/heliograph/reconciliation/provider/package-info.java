/**
 * Providers: which of two advertisements counts, the walk along a chain that decides it, tombstones
 * and admission. Pure; one thread at a time.
 */
@NullMarked
package io.heliograph.reconciliation.provider;

import org.jspecify.annotations.NullMarked;
