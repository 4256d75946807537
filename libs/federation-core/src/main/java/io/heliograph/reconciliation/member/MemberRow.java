package io.heliograph.reconciliation.member;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a member over a restart.
 *
 * @param seen the newest snapshot whose work is durable: the floor of clock and epoch
 * @param heldFor why it is held, while it is
 */
public record MemberRow(
    PeerId id, MemberPhase phase, @Nullable SignedSnapshot seen, @Nullable AlertKind heldFor) {}
