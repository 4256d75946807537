package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.Readiness;
import io.heliograph.cli.hub.RunningPart;
import io.heliograph.cli.hub.StateFile;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs and whether it is ready. */
@Command(
    name = "status",
    description = "Shows what runs, where, and whether it is ready.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Runnable {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "As a list of {name, url, port, pid, ready}.")
  private boolean json;

  /** What `status --json` tells of a part. */
  private record PartStatus(String name, String url, int port, long pid, boolean ready) {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    HubFolders folders = HubFolders.fromEnvironment();
    if (json) {
      out.println(asJson(folders));
      out.flush();
    } else {
      StatusTable.print(folders, out);
    }
  }

  private static String asJson(HubFolders folders) {
    try (Readiness readiness = new Readiness()) {
      List<PartStatus> statuses =
          new StateFile(folders)
              .parts().stream()
                  .filter(RunningPart::isAlive)
                  .map(
                      part ->
                          new PartStatus(
                              part.name(),
                              part.url(),
                              part.port(),
                              part.pid(),
                              readiness.isReady(part)))
                  .toList();
      return JSON.writeValueAsString(statuses);
    } catch (JsonProcessingException failure) {
      throw new HubException("cannot write JSON", failure);
    }
  }
}
