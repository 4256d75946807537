package io.heliograph.cli.hub;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 */
public record RunningPart(
    String name,
    String url,
    int port,
    long pid,
    String identity,
    String readyUrl,
    SortedMap<String, String> traits) {

  public RunningPart {
    traits = new TreeMap<>(traits);
  }

  /** Whether that very process still runs. */
  @JsonIgnore
  public boolean isAlive() {
    return ProcessIdentity.isAlive(pid, identity);
  }
}
