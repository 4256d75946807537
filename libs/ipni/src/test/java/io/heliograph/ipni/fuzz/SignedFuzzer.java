package io.heliograph.ipni.fuzz;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.ad.AdVerifier;
import io.heliograph.ipni.ad.Delegation;
import io.heliograph.ipni.ad.EntryChunk;
import io.heliograph.ipni.ad.EventMetadata;
import io.heliograph.ipni.head.HeadProfile;
import io.heliograph.ipni.head.HeadVerifier;
import io.heliograph.ipni.head.SignedHead;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import java.util.Arrays;

/** Fuzz target: what is signed, and what advertisements link to. Nothing else is ever thrown. */
public final class SignedFuzzer {
  private static final PeerId PEER =
      PeerId.parse("12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp");

  private SignedFuzzer() {}

  /** Called by the fuzzer: the first byte picks parser and codec. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Codec codec = (input[0] & 1) == 0 ? Codec.DAG_JSON : Codec.DAG_CBOR;
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    Cid cid = Cid.of(codec, body);
    try {
      switch ((input[0] & 0xff) >> 1 & 7) {
        case 0 -> head(body, codec, HeadProfile.PROSE);
        case 1 -> head(body, codec, HeadProfile.STI_2024);
        case 2 -> EntryChunk.verify(body, cid, IpniLimits.DEFAULT);
        case 3 -> EventMetadata.decode(body, IpniLimits.DEFAULT);
        case 4 -> Delegation.verify(body, cid, PEER, IpniLimits.DEFAULT);
        default -> new AdVerifier(IpniLimits.DEFAULT).verify(body, cid, PEER, peer -> true);
      }
    } catch (IpniException refused) {
      return;
    }
  }

  private static void head(byte[] body, Codec codec, HeadProfile profile) {
    new HeadVerifier(IpniLimits.DEFAULT, SignedHead.DEFAULT_TOPIC, peer -> true)
        .verify(body, codec, profile, PEER);
  }
}
