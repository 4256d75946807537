/**
 * Keys and signatures of libp2p (contract federation.md, section 1.4): {@link
 * io.heliograph.ipni.key.PeerKey} verifies, {@link io.heliograph.ipni.key.SigningKey} signs, {@link
 * io.heliograph.ipni.key.Envelope} is the signed envelope.
 */
@NullMarked
package io.heliograph.ipni.key;

import org.jspecify.annotations.NullMarked;
