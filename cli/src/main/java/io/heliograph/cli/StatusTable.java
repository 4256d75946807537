package io.heliograph.cli;

import io.heliograph.cli.hub.DiskUse;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.HubStatus;
import io.heliograph.cli.hub.HubStatus.State;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows the hub's parts to a person. */
final class StatusTable {

  private static final String ROW = "%-12s %-7s %-36s %8s  %s%n";
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  private StatusTable() {}

  static void print(HubStatus status, HubFolders folders, PrintWriter out) {
    if (status.isNothing()) {
      out.println("nothing runs");
    }
    if (!status.parts().isEmpty()) {
      out.printf(Locale.ROOT, ROW, "NAME", "READY", "URL", "PID", "LOG");
    }
    for (HubStatus.Part part : status.parts()) {
      out.printf(
          Locale.ROOT,
          ROW,
          part.record().name(),
          part.state().column(),
          part.record().url().isEmpty() ? "-" : part.record().url(),
          part.pid() == 0 ? "-" : Long.toString(part.pid()),
          folders.log(part.record().name()));
    }
    status.parts().forEach(part -> explain(part, out));
    out.printf(
        Locale.ROOT,
        "disk: data %.1f MiB, logs %.1f MiB%s%n",
        DiskUse.bytes(folders.data()) / BYTES_PER_MEBIBYTE,
        DiskUse.bytes(folders.logs()) / BYTES_PER_MEBIBYTE,
        DiskUse.room(folders.state()));
    out.flush();
  }

  private static void explain(HubStatus.Part part, PrintWriter out) {
    String name = part.record().name();
    for (String missing : part.missing()) {
      out.println(
          switch (part.state()) {
            case READY -> name + " is ready, but: " + missing;
            case NOT_READY, RESTARTING -> name + " is not ready: " + missing;
            case DOWN -> name + " is DOWN: " + missing;
          });
    }
    if (part.state() == State.READY && part.record().restarts() > 0) {
      out.println(name + " was started again " + part.record().restarts() + " times since `up`");
    }
  }
}
