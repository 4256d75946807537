package io.heliograph.ipni.fuzz;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.key.PeerKey;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fuzz target: CIDs, peer ids, multihashes and public keys; what is read is written back. */
public final class NameFuzzer {
  private NameFuzzer() {}

  /** Called by the fuzzer: the first byte picks the parser. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    String text = new String(rest, StandardCharsets.ISO_8859_1);
    try {
      boolean same =
          switch (input[0] % 6) {
            case 0 -> Cid.parse(Cid.parse(text).toString()).equals(Cid.parse(text));
            case 1 -> Arrays.equals(new Cid(rest).bytes(), rest);
            case 2 -> PeerId.parse(PeerId.parse(text).toString()).equals(PeerId.parse(text));
            case 3 -> PeerId.parse(new PeerId(rest).toString()).equals(new PeerId(rest));
            case 4 -> Arrays.equals(new Multihash(rest).bytes(), rest);
            default -> Arrays.equals(PeerKey.parse(rest).protobuf(), rest);
          };
      if (!same) {
        throw new AssertionError("not the same: " + text);
      }
    } catch (IpniException refused) {
      return;
    }
  }
}
