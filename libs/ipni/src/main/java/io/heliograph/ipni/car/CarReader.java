package io.heliograph.ipni.car;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.dag.DagValue;
import io.heliograph.ipni.dag.Fields;
import io.heliograph.ipni.dag.InflatingStream;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CARv1 block by block; each is checked against its CID before it is given out. Holds one
 * block. {@link IOException} is what the body throws; all else is an {@link IpniException}. Not
 * safe for use by several threads.
 */
public final class CarReader {
  /** Longest header, in bytes: some hundred roots. */
  private static final int HEADER_BYTES_MAX = 16 << 10;

  /** 63 bits. */
  private static final int VARINT_BYTES_MAX = 9;

  private static final int CID_BYTES_MAX = 160;
  private static final int PART_BYTES = 64 << 10;

  private final InputStream in;
  private final CarLimits limits;
  private final List<Cid> roots;
  private int blocks;
  private long bytes;

  /** Reads the header; the body is not closed. */
  public CarReader(InputStream body, CarLimits limits, IpniLimits documentLimits)
      throws IOException {
    this.in = body;
    this.limits = limits;
    byte[] header = section(HEADER_BYTES_MAX);
    if (header == null) {
      throw malformed("must begin with a header");
    }
    this.roots = roots(header, documentLimits);
  }

  /** A reader of a pack, which is a CAR in gzip. */
  public static CarReader ofPack(InputStream pack, CarLimits limits, IpniLimits documentLimits)
      throws IOException {
    return new CarReader(new InflatingStream(pack, documentLimits), limits, documentLimits);
  }

  private static List<Cid> roots(byte[] header, IpniLimits limits) {
    Fields fields =
        new Fields(
            DagValue.decode(Codec.DAG_CBOR, header, limits), "CAR header", Verdict.MALFORMED);
    long version = fields.required("version", fields.number("version"));
    if (version != 1) {
      throw fields.refused("version", "must be 1", version);
    }
    List<Cid> roots = new ArrayList<>();
    for (DagValue element : fields.required("roots", fields.list("roots"))) {
      if (!(element instanceof DagValue.OfLink link)) {
        throw fields.refused("roots", "must hold links", "another kind of value");
      }
      roots.add(link.cid());
    }
    return List.copyOf(roots);
  }

  /** The roots that the header names. */
  public List<Cid> roots() {
    return roots;
  }

  /** The next block; null at the end. */
  public @Nullable CarBlock next() throws IOException {
    byte[] section = section((long) limits.blockBytesMax() + CID_BYTES_MAX);
    if (section == null) {
      return null;
    }
    blocks++;
    if (blocks > limits.blocksMax()) {
      throw exceeded("must have at most " + limits.blocksMax() + " blocks");
    }
    Cid cid = Cid.first(section);
    byte[] data = Arrays.copyOfRange(section, cid.bytes().length, section.length);
    if (data.length > limits.blockBytesMax()) {
      throw exceeded("must have blocks of at most " + limits.blockBytesMax() + " bytes");
    }
    cid.requireBlock(data);
    return new CarBlock(cid, data);
  }

  private byte @Nullable [] section(long lengthMax) throws IOException {
    long length = varint();
    if (length < 0) {
      return null;
    }
    if (length == 0) {
      throw malformed("must have no empty sections");
    }
    if (length > lengthMax) {
      throw exceeded("must have sections of at most " + lengthMax + " bytes");
    }
    byte[] section = read((int) length);
    count(section.length);
    return section;
  }

  /** In parts, so that an announced length alone takes no memory. */
  private byte[] read(int length) throws IOException {
    byte[] section = new byte[Math.min(length, PART_BYTES)];
    int done = 0;
    while (done < length) {
      if (done == section.length) {
        section = Arrays.copyOf(section, (int) Math.min(length, 2L * section.length));
      }
      int read = in.read(section, done, section.length - done);
      if (read < 0) {
        throw malformed("must not end within a section");
      }
      done += read;
    }
    return section;
  }

  /** The length of the next section; -1 at the end. */
  private long varint() throws IOException {
    byte[] one = new byte[1];
    long value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      if (in.read(one, 0, 1) < 0) {
        if (i == 0) {
          return -1;
        }
        throw malformed("must not end within a length");
      }
      count(1);
      value |= (long) (one[0] & 0x7f) << (7 * i);
      if (one[0] >= 0) {
        if (one[0] == 0 && i > 0) {
          throw malformed("must have lengths in as few bytes as they need");
        }
        return value;
      }
    }
    throw malformed("must have lengths below 2^63");
  }

  private void count(int more) {
    bytes += more;
    if (bytes > limits.bytesMax()) {
      throw exceeded("must have at most " + limits.bytesMax() + " bytes");
    }
  }

  private IpniException malformed(String rule) {
    return IpniException.of(Verdict.MALFORMED, "CAR at byte " + bytes, rule);
  }

  private IpniException exceeded(String rule) {
    return IpniException.of(Verdict.LIMIT_EXCEEDED, "CAR at byte " + bytes, rule);
  }
}
