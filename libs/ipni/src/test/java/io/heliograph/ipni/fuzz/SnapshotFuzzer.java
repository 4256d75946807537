package io.heliograph.ipni.fuzz;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.snapshot.ProviderState;
import io.heliograph.ipni.snapshot.Snapshot;
import io.heliograph.ipni.snapshot.SnapshotNames;
import io.heliograph.ipni.snapshot.SnapshotReader;
import io.heliograph.ipni.snapshot.SnapshotSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fuzz target: snapshots; what is accepted says the same when it is written and read again. */
public final class SnapshotFuzzer {
  private SnapshotFuzzer() {}

  /** Called by the fuzzer: the first byte picks codec and names. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    Codec codec = (input[0] & 1) == 0 ? Codec.DAG_JSON : Codec.DAG_CBOR;
    SnapshotNames names =
        (input[0] & 2) == 0 ? SnapshotNames.SPECIFICATION : SnapshotNames.STI_2024;
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    List<ProviderState> providers = new ArrayList<>();
    SnapshotSummary summary;
    try {
      summary = read(body, codec, names, providers);
    } catch (IpniException refused) {
      return;
    }
    Snapshot snapshot = new Snapshot(summary.epoch(), summary.vc(), summary.previous(), providers);
    byte[] written = snapshot.encode(codec);
    SnapshotSummary again = read(written, codec, SnapshotNames.SPECIFICATION, new ArrayList<>());
    if (again.verdict() != Verdict.ACCEPT || again.providers() != summary.providers()) {
      throw new AssertionError("not the same: " + again);
    }
  }

  private static SnapshotSummary read(
      byte[] body, Codec codec, SnapshotNames names, List<ProviderState> providers)
      throws IOException {
    return new SnapshotReader(IpniLimits.DEFAULT, names)
        .read(new ByteArrayInputStream(body), Cid.of(codec, body), providers::add);
  }
}
