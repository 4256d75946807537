package io.heliograph.reconciliation.snapshot;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;

/**
 * A head whose signature is valid.
 *
 * @param signer whose key signed it
 * @param group the group whose topic stands under the signature
 * @param document the head as it was served, for evidence
 */
public record SignedHead(PeerId signer, Group group, Cid cid, String document) {}
