/**
 * Signed heads of federations and of advertisement chains (contract federation.md, sections 1.3 to
 * 1.7): {@link io.heliograph.ipni.head.SignedHead} is signed and written, {@link
 * io.heliograph.ipni.head.HeadVerifier} reads and verifies.
 */
@NullMarked
package io.heliograph.ipni.head;

import org.jspecify.annotations.NullMarked;
