package io.heliograph.cli.demo;

import io.heliograph.cli.hub.HubException;
import io.heliograph.cli.hub.HubFolders;
import io.heliograph.cli.hub.RunningPart;
import io.heliograph.cli.hub.StateFile;
import java.util.Optional;

/**
 * The hub that the demo works with.
 *
 * @param url the dispatcher, without a slash at the end
 * @param contentUrl where content is kept: the dispatcher too, unless told otherwise
 * @param kafka the brokers, as host:port
 * @param page where the dashboard shows what happens; empty when it is not known
 */
record Target(String url, String contentUrl, String kafka, String page) {

  /**
   * What is given counts; what is empty comes from the hub that runs on this machine.
   *
   * @throws HubException when it is needed and does not run
   */
  static Target of(HubFolders folders, String url, String contentUrl, String kafka) {
    String dispatcher = url.isEmpty() ? running(folders, "dispatcher") : url;
    dispatcher = dispatcher.replaceFirst("/+$", "");
    return new Target(
        dispatcher,
        contentUrl.isEmpty() ? dispatcher : contentUrl.replaceFirst("/+$", ""),
        kafka.isEmpty() ? running(folders, "kafka") : kafka,
        url.isEmpty() ? find(folders, "dashboard").orElse("") : "");
  }

  private static String running(HubFolders folders, String name) {
    return find(folders, name)
        .orElseThrow(
            () -> new HubException(name + " does not run; start the hub: ./heliograph up"));
  }

  private static Optional<String> find(HubFolders folders, String name) {
    return new StateFile(folders)
        .parts().stream()
            .filter(part -> part.name().equals(name) && part.isAlive())
            .map(RunningPart::url)
            .findFirst();
  }
}
