package io.heliograph.cli.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a test run had at hand.
 *
 * @param home the reactor's root
 * @param programFolders where programs are looked for
 * @param options the options that the run was started with, such as {@code --faults}
 */
public record Machine(Path home, List<Path> programFolders, Set<String> options) {

  public Machine {
    programFolders = List.copyOf(programFolders);
    options = Set.copyOf(options);
  }

  /** This machine, by the path of its environment. */
  public static Machine here(Path home, Set<String> options) {
    List<Path> folders =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    return new Machine(home, folders, options);
  }

  /** Whether a program of that name can be executed. */
  public boolean hasProgram(String name) {
    return programFolders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
  }

  /** Whether a process may mount a file system that only it sees. */
  public boolean mayMount() {
    if (!hasProgram("unshare")) {
      return false;
    }
    try {
      return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", home.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .onExit()
              .join()
              .exitValue()
          == 0;
    } catch (IOException notPermitted) {
      return false;
    }
  }

  boolean hasFolder(String pathFromHome) {
    return Files.isDirectory(home.resolve(pathFromHome));
  }

  boolean hasOption(String option) {
    return options.contains(option);
  }
}
