package io.heliograph.cli.hub;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process of the hub as recorded in the state file.
 *
 * @param name the part's name
 * @param url where it is reached
 * @param port its port
 * @param pid its process id
 * @param identity which process of that id it is ({@link ProcessIdentity})
 * @param readyUrl what answers 200 when it is ready; empty for a server, which is asked in its own
 *     protocol
 * @param traits what it was started with, by the names that the user knows: a change of one calls
 *     for a restart
 * @param ports every port that it binds
 * @param command what starts it again as it is
 * @param restarts how often the supervisor has started it again
 * @param down why it is not started again; empty while it is
 */
public record RunningPart(
    String name,
    String url,
    int port,
    long pid,
    String identity,
    String readyUrl,
    SortedMap<String, String> traits,
    List<Integer> ports,
    List<String> command,
    int restarts,
    String down) {

  /** The name of the part that starts the others again. */
  public static final String SUPERVISOR = "supervisor";

  public RunningPart {
    traits = new TreeMap<>(traits);
    ports = List.copyOf(ports);
    command = List.copyOf(command);
  }

  /** Whether that very process still runs. */
  @JsonIgnore
  public boolean isAlive() {
    return ProcessIdentity.isAlive(pid, identity);
  }

  /** Whether it is the part that starts the others again. */
  @JsonIgnore
  public boolean isSupervisor() {
    return name.equals(SUPERVISOR);
  }

  /** Whether services need it. */
  @JsonIgnore
  public boolean isServer() {
    return readyUrl.isEmpty() && !isSupervisor();
  }

  /** The record of the process that the supervisor started in its place. */
  RunningPart startedAgainAs(long newPid) {
    return with(newPid, ProcessIdentity.recorded(newPid), restarts + 1, "");
  }

  /** The record of a part that is not started again. */
  RunningPart givenUp(String reason) {
    return with(pid, identity, restarts, reason);
  }

  private RunningPart with(long newPid, String newIdentity, int count, String reason) {
    return new RunningPart(
        name, url, port, newPid, newIdentity, readyUrl, traits, ports, command, count, reason);
  }
}
