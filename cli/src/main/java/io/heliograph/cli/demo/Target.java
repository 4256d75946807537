package io.heliograph.cli.demo;

import io.heliograph.cli.hub.Addresses;
import io.heliograph.cli.hub.HubFolders;

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
    String dispatcher =
        url.isEmpty() ? Addresses.running(folders, "dispatcher") : Addresses.checked("--url", url);
    return new Target(
        dispatcher,
        contentUrl.isEmpty() ? dispatcher : Addresses.checked("--content-url", contentUrl),
        kafka.isEmpty() ? Addresses.running(folders, "kafka") : kafka,
        url.isEmpty() ? Addresses.find(folders, "dashboard").orElse("") : "");
  }
}
