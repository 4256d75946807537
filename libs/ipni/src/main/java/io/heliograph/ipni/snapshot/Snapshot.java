package io.heliograph.ipni.snapshot;

import io.heliograph.ipni.dag.DagWriter;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of our own, to be written. Each provider stands in it once, which {@link #encode}
 * checks.
 *
 * @param epoch Unix seconds, 0 to 2^63-1
 * @param vc the vector clock: rises by each snapshot
 * @param previous empty in the first one only
 */
public record Snapshot(long epoch, long vc, Optional<Cid> previous, List<ProviderState> providers) {
  private static final int PROVIDER_BYTES = 170;
  private static final int BYTES_WITHOUT_PROVIDERS = 160;

  /** Refuses numbers below 0, and a previous CID that no snapshot can have. */
  public Snapshot {
    if (epoch < 0 || vc < 0) {
      throw new IllegalArgumentException("epoch and vc are not negative: " + epoch + ", " + vc);
    }
    if (previous.isPresent() && !previous.get().isSnapshotId()) {
      throw new IllegalArgumentException("no snapshot has the CID " + previous.get());
    }
    providers = List.copyOf(providers);
  }

  /** The canonical bytes; two states of one provider are an {@link IllegalArgumentException}. */
  public byte[] encode(Codec codec) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(BYTES_WITHOUT_PROVIDERS + PROVIDER_BYTES * providers.size());
    DagWriter writer = DagWriter.of(codec, out);
    writer.map(previous.isPresent() ? 4 : 3);
    // The two codecs have their keys in other orders (contract, section 2).
    if (codec == Codec.DAG_CBOR) {
      writer.key("vc").integer(vc).key("epoch").integer(epoch);
      previous.ifPresent(cid -> writer.key("previous").link(cid));
      writeProviders(writer);
    } else {
      writer.key("epoch").integer(epoch);
      previous.ifPresent(cid -> writer.key("previous").link(cid));
      writeProviders(writer);
      writer.key("vc").integer(vc);
    }
    writer.end();
    return out.toByteArray();
  }

  private void writeProviders(DagWriter writer) {
    List<Named> sorted = new ArrayList<>(providers.size());
    for (ProviderState state : providers) {
      sorted.add(new Named(state.provider().toString(), state));
    }
    sorted.sort(Comparator.comparing(Named::key, writer.keyOrder()));
    writer.key("providers").map(sorted.size());
    String last = "";
    for (Named named : sorted) {
      if (named.key.equals(last)) {
        throw new IllegalArgumentException("a snapshot has " + last + " twice");
      }
      last = named.key;
      ProviderState state = named.state;
      writer.key(named.key).map(state.hasHeight() ? 2 : 1);
      if (state.hasHeight()) {
        writer.key("height").integer(state.height());
      }
      writer.key("lastAdvertisement").link(state.lastAdvertisement()).end();
    }
    writer.end();
  }

  private record Named(String key, ProviderState state) {}
}
