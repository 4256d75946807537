/**
 * Texts and bytes that name things: multibase, uvarint, multihash, {@link
 * io.heliograph.ipni.multiformat.Cid} and {@link io.heliograph.ipni.multiformat.PeerId} (contract
 * federation.md, sections 1.4 and 2.3).
 */
@NullMarked
package io.heliograph.ipni.multiformat;

import org.jspecify.annotations.NullMarked;
