package io.heliograph.kit.kafka;

import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * Lets Kafka's clients compress with the native LZ4 library. They would take it by themselves only
 * from the system's class loader, which is not where a packaged service has its libraries, and use
 * Java for it otherwise: about a tenth of what a publish costs. Must be asked for before the first
 * client is made.
 */
final class NativeLz4 {
  private static final Logger LOG = Logger.getLogger(NativeLz4.class);

  private NativeLz4() {}

  /**
   * Loads the library; without it (a platform that it is not made for, a folder for temporary files
   * that nothing may be run from) all goes on with Java.
   */
  static void load() {
    try {
      LZ4Factory unused = LZ4Factory.nativeInstance();
    } catch (UnsatisfiedLinkError | NoClassDefFoundError | RuntimeException absent) {
      LOG.infof("native LZ4 unavailable, compression runs in Java reason=%s", absent);
    }
  }
}
