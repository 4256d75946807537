package io.heliograph.reconciliation.chain;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * A fetched advertisement. Its bytes hash to the CID and its envelope's signature is valid; whether
 * the signer may speak for the provider is decided here.
 *
 * @param provider whom it says it is of
 * @param signer whose key signed it
 * @param previous the advertisement before; absent at genesis
 * @param context its ContextID in hexadecimal
 * @param removal whether it withdraws what that context published
 * @param delegation the member's word that the signer may publish the source, where there is one
 */
public record AdFacts(
    Cid cid,
    PeerId provider,
    PeerId signer,
    @Nullable Cid previous,
    String context,
    boolean removal,
    @Nullable Delegation delegation) {}
