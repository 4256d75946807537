package io.heliograph.cli.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** Where commands find a service: the address that is given, or the running hub's. */
public final class Addresses {

  private Addresses() {}

  /**
   * The URL without slashes at its end.
   *
   * @param option what gave it, for the message
   * @throws HubException when it is no http URL with a host
   */
  public static String checked(String option, String url) {
    try {
      URI uri = URI.create(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return url.replaceFirst("/+$", "");
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, with what is wanted.
    }
    throw new HubException(
        option + " wants a URL such as http://127.0.0.1:8111, not '" + shortened(url) + "'");
  }

  /**
   * Where a part of the running hub is.
   *
   * @throws HubException when it does not run
   */
  public static String running(HubFolders folders, String name) {
    return find(folders, name)
        .orElseThrow(
            () -> new HubException(name + " does not run; start the hub: ./heliograph up"));
  }

  /** Where a part of the running hub is; empty when it does not run. */
  public static Optional<String> find(HubFolders folders, String name) {
    return new StateFile(folders)
        .parts().stream()
            .filter(part -> part.name().equals(name) && part.isAlive())
            .map(RunningPart::url)
            .findFirst();
  }

  /** Why a request failed, for a person. */
  public static String trouble(String url, IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return url + " does not answer in time";
    }
    if (failure instanceof ConnectException) {
      return isUnresolved(failure)
          ? "the host of " + url + " has no address"
          : url + " refuses the connection";
    }
    String reason = failure.getMessage();
    return url + " broke the connection" + (reason == null ? "" : " (" + reason + ")");
  }

  private static boolean isUnresolved(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static String shortened(String url) {
    return url.length() <= 80 ? url : url.substring(0, 80) + "...";
  }
}
