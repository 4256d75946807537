/**
 * Advertisement chains (contract federation.md, sections 0.4, 0.18 and 4): {@link
 * io.heliograph.ipni.ad.Advertisement} is signed, {@link io.heliograph.ipni.ad.AdVerifier}
 * verifies; chunks of entries, the metadata of event batches, and the delegation that lets a
 * source's key speak for a member.
 */
@NullMarked
package io.heliograph.ipni.ad;

import org.jspecify.annotations.NullMarked;
