/**
 * Members: which of two snapshots of a member counts, what a member's state becomes, and what
 * proves that it lied. Pure; one thread at a time.
 */
@NullMarked
package io.heliograph.reconciliation.member;

import org.jspecify.annotations.NullMarked;
