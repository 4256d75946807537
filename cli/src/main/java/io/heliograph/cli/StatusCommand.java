package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.HubStatus;
import io.heliograph.cli.hub.StateFile;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs and whether it is ready. */
@Command(
    name = "status",
    description = {
      "Shows the parts of the hub, their addresses and whether they are ready.",
      "Exit code: 0 all is ready, 1 a part is down or not ready, 3 nothing runs."
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print a JSON list of {name, url, port, pid, ready, state, missing, restarts}.")
  private boolean json;

  /** What `status --json` tells of a part; the process id is 0 when it does not run. */
  private record PartStatus(
      String name,
      String url,
      int port,
      long pid,
      boolean ready,
      String state,
      List<String> missing,
      int restarts) {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    HubFolders folders = HubFolders.fromEnvironment();
    HubStatus status = read(folders, out);
    if (json) {
      out.println(asJson(status));
      out.flush();
    } else {
      StatusTable.print(status, folders, out);
    }
    return status.exitCode();
  }

  /** Whoever reads JSON gets some also when nothing can be told; the reason is no part of it. */
  private HubStatus read(HubFolders folders, PrintWriter out) {
    try {
      return HubStatus.of(new StateFile(folders));
    } catch (HubException unreadable) {
      if (json) {
        out.println("[]");
        out.flush();
      }
      throw unreadable;
    }
  }

  private static String asJson(HubStatus status) {
    try {
      return JSON.writeValueAsString(
          status.parts().stream().map(StatusCommand::asPartStatus).toList());
    } catch (JsonProcessingException failure) {
      throw new HubException("cannot write JSON", failure);
    }
  }

  private static PartStatus asPartStatus(HubStatus.Part part) {
    return new PartStatus(
        part.record().name(),
        part.record().url(),
        part.record().port(),
        part.pid(),
        part.state() == HubStatus.State.READY,
        part.state().label(),
        part.missing(),
        part.record().restarts());
  }
}
