package io.heliograph.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that measures. */
public final class Machine {
  private static final String MODEL_FIELD = "model name";

  private Machine() {}

  /** Cores, model of the CPU and JDK. */
  public static String line() throws IOException {
    return "%d cores, %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model(),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"));
  }

  /** The load average of the last minute, this program included. */
  public static String load() {
    return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String model() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(MODEL_FIELD))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
