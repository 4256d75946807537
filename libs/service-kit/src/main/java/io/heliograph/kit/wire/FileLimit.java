package io.heliograph.kit.wire;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files the process may have open; connections are files too.
 *
 * @param files the limit; {@link Long#MAX_VALUE} where the system tells none
 */
record FileLimit(long files) {
  /**
   * For libraries and logs (about 150), files that are being sent or read (128 uploads), and the
   * connections of our own clients to Kafka, Redis and S3 (about 150).
   */
  private static final int RESERVED = 512;

  static FileLimit ofProcess() {
    return new FileLimit(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE);
  }

  /** As many of the wanted connections as there is room for beside what else is open. */
  int connections(int wanted) {
    long room = files <= 2 * RESERVED ? files / 2 : files - RESERVED;
    return Math.clamp(room, 1, wanted);
  }
}
