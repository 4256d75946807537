package io.heliograph.cli;

import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Readiness;
import io.heliograph.cli.hub.RunningPart;
import io.heliograph.cli.hub.StateFile;
import io.heliograph.cli.hub.Trees;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows the hub's parts to a person. */
final class StatusTable {

  private static final String ROW = "%-12s %-7s %-36s %8s  %s%n";
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  private StatusTable() {}

  static void print(HubFolders folders, PrintWriter out) {
    List<RunningPart> parts =
        new StateFile(folders).parts().stream().filter(RunningPart::isAlive).toList();
    if (parts.isEmpty()) {
      out.println("nothing runs");
    } else {
      out.printf(Locale.ROOT, ROW, "NAME", "READY", "URL", "PID", "LOG");
      try (Readiness readiness = new Readiness()) {
        for (RunningPart part : parts) {
          String ready = readiness.isReady(part) ? "yes" : "no";
          out.printf(
              Locale.ROOT,
              ROW,
              part.name(),
              ready,
              part.url(),
              part.pid(),
              folders.log(part.name()));
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "disk: data %.1f MiB, logs %.1f MiB%n",
        Trees.sizeBytes(folders.data()) / BYTES_PER_MEBIBYTE,
        Trees.sizeBytes(folders.logs()) / BYTES_PER_MEBIBYTE);
    out.flush();
  }
}
