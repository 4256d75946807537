/**
 * What the federation says and reads, as bytes (contract federation.md, sections 0 to 4; {@code
 * docs/protocol/ipni.md}). This package holds what all below it share: {@link
 * io.heliograph.ipni.Verdict}, {@link io.heliograph.ipni.IpniException} and {@link
 * io.heliograph.ipni.IpniLimits}. No clock, no network, no thread.
 */
@NullMarked
package io.heliograph.ipni;

import org.jspecify.annotations.NullMarked;
