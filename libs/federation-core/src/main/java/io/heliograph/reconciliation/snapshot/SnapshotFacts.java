package io.heliograph.reconciliation.snapshot;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verified snapshot. The map is not copied: it has up to 200,000 entries and must not change.
 *
 * @param previous the snapshot before; absent at genesis
 * @param providers each known provider's newest advertisement
 */
public record SnapshotFacts(
    SnapshotRef ref, @Nullable Cid previous, Map<PeerId, AdRef> providers) {}
