package io.heliograph.ipni.head;

import io.heliograph.ipni.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A head whose signature, signer and topic are as they must be; its snapshot is still to be
 * fetched.
 *
 * @param verdict one that accepts
 * @param deviation where the document is not canonical; null when it is
 */
public record VerifiedHead(SignedHead head, Verdict verdict, @Nullable String deviation) {}
