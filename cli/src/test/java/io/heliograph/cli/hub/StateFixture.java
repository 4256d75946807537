package io.heliograph.cli.hub;

import java.util.List;
import java.util.TreeMap;

/** A state file as `up` writes it, of parts that are this process. */
public final class StateFixture {
  private final StateFile file;

  /** Of that state folder. */
  public StateFixture(HubFolders folders) {
    file = new StateFile(folders);
  }

  /** A service that runs, and answers there. */
  public void service(String name, String readyUrl) {
    put(name, 0, readyUrl);
  }

  /** A server that runs, and answers on that port in its own protocol. */
  public void server(String name, int port) {
    put(name, port, "");
  }

  private void put(String name, int port, String readyUrl) {
    long pid = ProcessHandle.current().pid();
    file.put(
        new RunningPart(
            name,
            "http://localhost",
            port,
            pid,
            ProcessIdentity.recorded(pid),
            readyUrl,
            new TreeMap<>(),
            List.of(),
            List.of(),
            0,
            ""));
  }
}
