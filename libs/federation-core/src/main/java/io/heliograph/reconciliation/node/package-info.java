/**
 * One sharing group of one instance: takes what happened and returns what is to be done. Holds no
 * thread, clock, client or lock; one thread at a time.
 */
@NullMarked
package io.heliograph.reconciliation.node;

import org.jspecify.annotations.NullMarked;
