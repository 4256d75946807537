package io.heliograph.reconciliation.alert;

import io.heliograph.ipni.multiformat.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator should know.
 *
 * @param about the member or provider that it is about; absent when it is the instance itself
 * @param detail one sentence without payload
 */
public record Alert(AlertKind kind, @Nullable PeerId about, String detail) {}
