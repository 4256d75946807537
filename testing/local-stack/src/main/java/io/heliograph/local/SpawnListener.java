package io.heliograph.local;

import java.util.List;

/** Told of a server's process as soon as it exists, so that it can be stopped whatever follows. */
public interface SpawnListener {

  /**
   * Called on the thread that starts the server, before the server does anything when it outlives
   * this JVM, otherwise before it is ready.
   *
   * @param command what starts the same server again, on its port and data
   */
  void spawned(ServerKind kind, int port, long pid, List<String> command);
}
