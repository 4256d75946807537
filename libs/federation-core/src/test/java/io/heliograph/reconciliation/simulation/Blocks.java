package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.snapshot.Group;
import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.snapshot.SnapshotRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes keys, advertisements and snapshots; a CID is the hash of what it names. */
final class Blocks {
  static final long HEAD_BYTES = 300;
  static final long AD_BYTES = 580;
  static final long REQUEST_BYTES = 180;
  private static final long SNAPSHOT_BYTES = 124;
  private static final long ENTRY_BYTES = 161;

  private Blocks() {}

  /** The key of somebody, as an Ed25519 peer id. */
  static PeerId key(String name) {
    byte[] protobuf = new byte[36];
    byte[] hash = Cid.of(Codec.RAW, bytes(name)).hash().digest();
    System.arraycopy(new byte[] {8, 1, 18, 32}, 0, protobuf, 0, 4);
    System.arraycopy(hash, 0, protobuf, 4, 32);
    return PeerId.ofKey(protobuf);
  }

  static AdFacts ad(PeerId provider, @Nullable Cid previous, String content, boolean removal) {
    String text = provider + "|" + previous + "|" + content + "|" + removal;
    String context = content.substring(0, content.indexOf(' '));
    return new AdFacts(
        Cid.of(Codec.DAG_JSON, bytes(text)), provider, provider, previous, context, removal, null);
  }

  static SnapshotFacts snapshot(
      long vc, long epoch, @Nullable Cid previous, Map<PeerId, AdRef> providers) {
    StringBuilder text = new StringBuilder(vc + "|" + epoch + "|" + previous);
    new TreeMap<>(providers).forEach((id, ref) -> text.append('|').append(id).append(ref));
    Cid cid = Cid.of(Codec.DAG_JSON, bytes(text.toString()));
    return new SnapshotFacts(new SnapshotRef(vc, epoch, cid), previous, Map.copyOf(providers));
  }

  static SignedSnapshot sign(PeerId signer, SnapshotFacts facts) {
    SignedHead head =
        new SignedHead(signer, Group.DEFAULT, facts.ref().cid(), "head of " + facts.ref());
    return new SignedSnapshot(head, facts.ref());
  }

  /** Size of a snapshot as DAG-JSON (contract federation.md, section 5.5). */
  static long bytesOf(SnapshotFacts facts) {
    return SNAPSHOT_BYTES + ENTRY_BYTES * facts.providers().size();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
