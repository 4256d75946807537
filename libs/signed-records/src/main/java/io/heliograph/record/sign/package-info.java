/**
 * Making records: the next version of one, drafts that wait for the signatures of several owners,
 * and the one interface behind which a key is. No service holds an owner's key; what signs runs at
 * the owner's.
 */
@NullMarked
package io.heliograph.record.sign;

import org.jspecify.annotations.NullMarked;
