package io.heliograph.record;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records one after the other, to be carried where no network is: "SSB1", each record's binary form
 * behind its length (4 bytes, big endian), then 4 zero bytes and the number of records (8 bytes).
 * The order is that of whoever writes it; versions of one name in ascending order can be imported
 * one by one. One record is in memory at a time.
 */
public final class RecordBundle {
  private static final byte[] MAGIC = {'S', 'S', 'B', '1'};

  private RecordBundle() {}

  /** Whether a file that begins so is a bundle. */
  public static boolean isBundle(byte[] beginning) {
    return beginning.length >= MAGIC.length
        && Arrays.equals(beginning, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /** Writes bundles; closing one makes it complete. */
  public static final class Writer implements AutoCloseable {
    private final DataOutputStream out;
    private long count;

    /** Begins one. */
    public Writer(OutputStream out) throws IOException {
      this.out = new DataOutputStream(out);
      this.out.write(MAGIC);
    }

    /** Adds a record. */
    public void add(SignedRecord record) throws IOException {
      out.writeInt(record.size());
      out.write(record.toBinary());
      count++;
    }

    @Override
    public void close() throws IOException {
      out.writeInt(0);
      out.writeLong(count);
      out.close();
    }
  }

  /** Reads bundles. */
  public static final class Reader implements AutoCloseable {
    private final DataInputStream in;
    private long count;
    private boolean ended;

    /**
     * Begins.
     *
     * @throws RecordException when it is no bundle
     */
    public Reader(InputStream in) throws IOException {
      this.in = new DataInputStream(in);
      if (!isBundle(this.in.readNBytes(MAGIC.length))) {
        throw RecordException.malformed("bundle: does not begin with SSB1");
      }
    }

    /**
     * The next record; null at the end. Whether it is a good one is the rules' to say.
     *
     * @throws RecordException when it is none, or the bundle is not complete
     */
    public @Nullable SignedRecord next() throws IOException {
      if (ended) {
        return null;
      }
      try {
        int length = in.readInt();
        if (length == 0) {
          ended = true;
          if (in.readLong() != count || in.read() >= 0) {
            throw RecordException.malformed("bundle: has another number of records than it says");
          }
          return null;
        }
        if (length < 0 || length > SignedRecord.BYTES_MAX) {
          throw RecordException.tooLarge("bundle: record " + count + " is too large: " + length);
        }
        byte[] binary = new byte[length];
        in.readFully(binary);
        count++;
        return RecordBinary.parse(binary);
      } catch (EOFException e) {
        throw RecordException.malformed("bundle: ends too early, after " + count + " records");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
