package io.heliograph.cli.hub;

import java.nio.file.Path;

/**
 * The folders of one hub.
 *
 * @param home the reactor's root
 * @param state what the hub writes: {@code .heliograph} in the home, unless the environment says
 *     otherwise
 */
public record HubFolders(Path home, Path state) {

  public HubFolders {
    home = home.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
  }

  /**
   * From system property {@code heliograph.home} and environment variable {@code HELIOGRAPH_STATE}.
   */
  public static HubFolders fromEnvironment() {
    Path home = Path.of(System.getProperty("heliograph.home", ""));
    String state = System.getenv("HELIOGRAPH_STATE");
    return new HubFolders(
        home, state == null || state.isEmpty() ? home.resolve(".heliograph") : Path.of(state));
  }

  /** Data folders, one per part. */
  public Path data() {
    return state.resolve("data");
  }

  /** Log files, one per part. */
  public Path logs() {
    return state.resolve("logs");
  }

  /** Copies of the programs that run: a build beside a running hub must not change them. */
  public Path run() {
    return state.resolve("run");
  }

  /** The log file of a part. */
  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  Path stateFile() {
    return state.resolve("state.json");
  }

  Path lockFile() {
    return state.resolve("lock");
  }
}
