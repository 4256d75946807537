package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.MemberRow;
import io.heliograph.reconciliation.provider.ProviderEntry;
import io.heliograph.reconciliation.provider.Tombstone;
import io.heliograph.reconciliation.writer.SelfState;
import java.util.List;
import java.util.Map;

/** What a node begins with: the rows of its group. */
public record Durable(
    SelfState self,
    List<MemberRow> members,
    Map<PeerId, ProviderEntry> providers,
    List<Tombstone> tombstones,
    List<WorkRow> work,
    List<EquivocationProof> evidence) {
  /** Of a new instance. */
  public static final Durable EMPTY =
      new Durable(SelfState.NONE, List.of(), Map.of(), List.of(), List.of(), List.of());
}
