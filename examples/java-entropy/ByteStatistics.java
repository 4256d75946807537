import java.io.IOException;
import java.io.InputStream;

/** How often each byte value occurs in a stream; reads it once, keeps none of it. */
final class ByteStatistics {

  private final long[] counts = new long[256];
  private long size;

  static ByteStatistics of(InputStream content) throws IOException {
    ByteStatistics statistics = new ByteStatistics();
    byte[] buffer = new byte[64 * 1024];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      for (int i = 0; i < read; i++) {
        statistics.counts[buffer[i] & 0xff]++;
      }
      statistics.size += read;
    }
    return statistics;
  }

  long size() {
    return size;
  }

  /** Shannon's entropy in bits per byte: 0 for one value only, 8 for all alike. */
  double entropy() {
    double bits = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = (double) count / size;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  int distinct() {
    int distinct = 0;
    for (long count : counts) {
      distinct += count > 0 ? 1 : 0;
    }
    return distinct;
  }

  /** The share of printable ASCII characters and white space, 0 to 1. */
  double printable() {
    long printable = counts['\t'] + counts['\n'] + counts['\r'];
    for (int value = ' '; value <= '~'; value++) {
      printable += counts[value];
    }
    return size == 0 ? 0 : (double) printable / size;
  }

  /** The value that occurs most often. */
  int commonest() {
    int commonest = 0;
    for (int value = 1; value < counts.length; value++) {
      commonest = counts[value] > counts[commonest] ? value : commonest;
    }
    return commonest;
  }
}
