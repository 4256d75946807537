package io.heliograph.ipni.car;

import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.Varint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes CARv1 block by block; holds none of them. */
public final class CarWriter {
  private final OutputStream out;

  /**
   * Writes the header.
   *
   * @param roots at least one, as readers of CARv1 demand
   */
  public CarWriter(OutputStream out, List<Cid> roots) throws IOException {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("a CAR must have a root");
    }
    this.out = out;
    List<DagValue> links = roots.stream().<DagValue>map(DagValue.OfLink::new).toList();
    byte[] header =
        new DagValue.OfMap(
                Map.of("roots", new DagValue.OfList(links), "version", new DagValue.OfInt(1)))
            .encode(Codec.DAG_CBOR);
    out.write(Varint.of(header.length));
    out.write(header);
  }

  /** Appends a block. */
  public void write(CarBlock block) throws IOException {
    byte[] cid = block.cid().bytes();
    out.write(Varint.of((long) cid.length + block.data().length));
    out.write(cid);
    out.write(block.data());
  }

  /** A pack: the blocks, the first as the root, in gzip. */
  public static byte[] pack(List<CarBlock> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      CarWriter writer = new CarWriter(gzip, List.of(blocks.getFirst().cid()));
      for (CarBlock block : blocks) {
        writer.write(block);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
