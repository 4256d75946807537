package io.heliograph.local;

/** Told of a server's process as soon as it exists, so that it can be stopped whatever follows. */
public interface SpawnListener {

  /** Called on the thread that starts the server, before the server is ready. */
  void spawned(ServerKind kind, int port, long pid);
}
